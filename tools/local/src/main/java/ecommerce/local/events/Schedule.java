package ecommerce.local.events;

import ecommerce.local.wire.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a rule fires by itself: {@code rate(5 minutes)} or {@code cron(0 12 * * ? *)}, in UTC. */
sealed interface Schedule permits Schedule.Rate, CronSchedule {

  Pattern RATE = Pattern.compile("rate\\((\\d{1,6}) (minute|hour|day)(s?)\\)");
  Pattern CRON = Pattern.compile("cron\\((.*)\\)");

  /** The next time after another; empty where there is none. */
  Optional<Instant> after(Instant time);

  record Rate(Duration every) implements Schedule {
    @Override
    public Optional<Instant> after(Instant time) {
      return Optional.of(time.plus(every));
    }
  }

  /**
   * @throws Fault in EventBridge's words
   */
  static Schedule parse(String expression) {
    Matcher rate = RATE.matcher(expression);
    if (rate.matches()) {
      long count = Long.parseLong(rate.group(1));
      if (count > 0 && (count == 1) == rate.group(3).isEmpty()) {
        return new Rate(
            switch (rate.group(2)) {
              case "minute" -> Duration.ofMinutes(count);
              case "hour" -> Duration.ofHours(count);
              default -> Duration.ofDays(count);
            });
      }
    }
    Matcher cron = CRON.matcher(expression);
    if (cron.matches()) {
      return CronSchedule.parse(cron.group(1).trim()).orElseThrow(Schedule::invalid);
    }
    throw invalid();
  }

  private static Fault invalid() {
    return Fault.validation("Parameter ScheduleExpression is not valid.");
  }
}
