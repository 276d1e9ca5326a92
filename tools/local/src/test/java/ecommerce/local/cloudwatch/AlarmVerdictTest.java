package ecommerce.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * The tables of AWS's page on how alarms treat missing data: X breaches, 0 does not, - is missing.
 */
class AlarmVerdictTest {

  @ParameterizedTest
  @CsvSource({
    "0 - X - X, 3, OK, OK, OK, OK",
    "- - - - 0, 3, OK, OK, OK, OK",
    "- - - - -, 3, INSUFFICIENT_DATA, same, ALARM, OK",
    "0 X X - X, 3, ALARM, ALARM, ALARM, ALARM",
    "- - X - -, 3, ALARM, same, ALARM, OK",
    "0 - X - X, 2, ALARM, ALARM, ALARM, ALARM",
    "0 0 X 0 X, 2, ALARM, ALARM, ALARM, ALARM",
    "0 - X - -, 2, OK, OK, ALARM, OK",
    "- - - - 0, 2, OK, OK, ALARM, OK",
    "- - - X -, 2, ALARM, same, ALARM, OK"
  })
  void treatsMissingDataAsDocumented(
      String points, int needed, String missing, String ignore, String breaching, String not) {
    assertThat(verdict(points, needed, "missing")).isEqualTo(missing);
    assertThat(verdict(points, needed, "ignore")).isEqualTo(ignore);
    assertThat(verdict(points, needed, "breaching")).isEqualTo(breaching);
    assertThat(verdict(points, needed, "notBreaching")).isEqualTo(not);
  }

  private static String verdict(String text, int needed, String treat) {
    NavigableMap<Long, Double> points = new TreeMap<>();
    String[] signs = text.split(" ");
    for (int i = 0; i < signs.length; i++) {
      if (!signs[i].equals("-")) {
        points.put(i * 60_000L, signs[i].equals("X") ? 9.0 : 0.0);
      }
    }
    PutMetricAlarmRequest alarm =
        PutMetricAlarmRequest.builder()
            .namespace("shop")
            .metricName("Errors")
            .statistic(Statistic.SUM)
            .period(60)
            .evaluationPeriods(3)
            .datapointsToAlarm(needed)
            .threshold(1.0)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
            .treatMissingData(treat)
            .build();
    return AlarmVerdict.of(alarm, points, Instant.EPOCH)
        .state()
        .map(Object::toString)
        .orElse("same");
  }
}
