package ecommerce.local.cloudwatch;

import ecommerce.local.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * Looks at every metric alarm once a minute, at its last whole periods, and at composite alarms
 * whenever another alarm changes.
 */
final class AlarmWatch {

  static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger("aws.cloudwatch");
  private static final long MINUTE = 60_000;

  private final AlarmBook book;
  private final MetricStore metrics;
  private final Timers timers;
  private long done;

  AlarmWatch(AlarmBook book, MetricStore metrics, Timers timers) {
    this.book = book;
    this.metrics = metrics;
    this.timers = timers;
  }

  /** Looks where a new minute has begun, or an alarm is new. Costs nothing without alarms. */
  synchronized void look() {
    if (book.isEmpty()) {
      return;
    }
    long minute = Math.floorDiv(timers.millis(), MINUTE) * MINUTE;
    boolean changed = false;
    for (Alarm alarm : book.all()) {
      if (!alarm.composite() && (minute > done || alarm.reason().equals(Alarm.FRESH))) {
        changed |= look(alarm, minute);
      }
    }
    boolean fresh = book.all().stream().anyMatch(alarm -> alarm.reason().equals(Alarm.FRESH));
    if (changed || fresh || minute > done) {
      composites();
    }
    done = minute;
    book.suppression().look();
  }

  private boolean look(Alarm alarm, long end) {
    Instant now = timers.instant();
    if (alarm.held().isAfter(now)) {
      return false;
    }
    try {
      PutMetricAlarmRequest wanted = alarm.metric();
      AlarmVerdict verdict =
          LearntBand.isIn(wanted)
              ? LearntBand.verdict(wanted, now)
              : AlarmVerdict.of(wanted, points(wanted, end), now);
      boolean first = alarm.reason().equals(Alarm.FRESH);
      return verdict
          .state()
          .filter(state -> first || state != alarm.state())
          .filter(
              state ->
                  book.move(
                      alarm.name(), state, verdict.reason(), verdict.reasonData(), Instant.EPOCH))
          .isPresent();
    } catch (RuntimeException e) {
      LOG.error("the alarm {} could not be looked at", alarm.name(), e);
      return false;
    }
  }

  private NavigableMap<Long, Double> points(PutMetricAlarmRequest alarm, long end) {
    AlarmQuery query = AlarmQuery.of(alarm);
    long span = (alarm.evaluationPeriods() + AlarmVerdict.FURTHER) * query.period() * 1000L;
    List<MathValue.Line> lines =
        MetricQueries.sliding(metrics, query.queries(), end - span, end).answers().values().stream()
            .flatMap(List::stream)
            .toList();
    return lines.size() == 1 ? lines.getFirst().points() : new TreeMap<>();
  }

  /** Goes over them until none changes: a composite alarm may depend on another. */
  synchronized void composites() {
    boolean changed = true;
    for (int round = 0; changed && round < 10; round++) {
      changed = false;
      for (Alarm alarm : book.all()) {
        if (alarm.composite() && !alarm.held().isAfter(timers.instant())) {
          changed |= composite(alarm);
        }
      }
    }
  }

  private boolean composite(Alarm alarm) {
    String rule = alarm.rule().alarmRule();
    boolean rings =
        new AlarmRule(rule)
            .holds(
                (name, state) ->
                    book.find(AlarmBook.name(name)).filter(a -> a.state() == state).isPresent());
    StateValue state = rings ? StateValue.ALARM : StateValue.OK;
    if (state == alarm.state() && !alarm.reason().equals(Alarm.FRESH)) {
      return false;
    }
    String reason = "The rule " + rule + (rings ? " holds" : " does not hold");
    return book.move(alarm.name(), state, reason, "", Instant.EPOCH);
  }
}
