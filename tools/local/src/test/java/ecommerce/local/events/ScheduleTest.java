package ecommerce.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rate(1 minute)             | 2026-03-01T10:01:30Z
          rate(2 days)               | 2026-03-03T10:00:30Z
          cron(0 12 * * ? *)         | 2026-03-01T12:00:00Z
          cron(0/15 * * * ? *)       | 2026-03-01T10:15:00Z
          cron(5,10 8-9 ? * MON-FRI *) | 2026-03-02T08:05:00Z
          cron(0 8 1 * ? *)          | 2026-04-01T08:00:00Z
          cron(0 0 L * ? *)          | 2026-03-31T00:00:00Z
          cron(0 0 ? * 6L *)         | 2026-03-27T00:00:00Z
          cron(0 0 ? * 3#2 *)        | 2026-03-10T00:00:00Z
          cron(0 0 29 FEB ? *)       | 2028-02-29T00:00:00Z
          """)
  void firesNext(String expression, String next) {
    assertThat(Schedule.parse(expression).after(Instant.parse("2026-03-01T10:00:30Z")))
        .contains(Instant.parse(next));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate(0 minutes)",
        "rate(1 days)",
        "rate(2 day)",
        "rate(5 seconds)",
        "every day",
        "cron(0 12 * * * *)",
        "cron(60 12 * * ? *)",
        "cron(0 12 * ?)",
        "cron(0 12 15W * ? *)",
        "cron(0 12 ? * ? *)"
      })
  void refuses(String expression) {
    assertThatThrownBy(() -> Schedule.parse(expression))
        .hasMessage("Parameter ScheduleExpression is not valid.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cron(0 0 31 2 ? *)", "cron(0 0 1 1 ? 2020)"})
  void neverComesAgain(String expression) {
    assertThat(Schedule.parse(expression).after(Instant.parse("2026-03-01T10:00:30Z"))).isEmpty();
  }
}
