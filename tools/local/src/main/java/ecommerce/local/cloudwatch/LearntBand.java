package ecommerce.local.cloudwatch;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * Alarms whose limits CloudWatch learns from weeks of data ({@code ThresholdMetricId}). Nothing is
 * learnt here: they are kept, so that templates that have them can be deployed, and stay {@code
 * INSUFFICIENT_DATA} with a reason that says so, as a new one does on AWS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Anomaly_Detection_Alarm.html">Create
 *     an alarm based on anomaly detection</a>
 */
final class LearntBand {

  private static final Set<ComparisonOperator> OPERATORS =
      EnumSet.of(
          ComparisonOperator.LESS_THAN_LOWER_OR_GREATER_THAN_UPPER_THRESHOLD,
          ComparisonOperator.LESS_THAN_LOWER_THRESHOLD,
          ComparisonOperator.GREATER_THAN_UPPER_THRESHOLD);
  private static final String BAND = "ANOMALY_DETECTION_BAND(";

  private LearntBand() {}

  static boolean isIn(PutMetricAlarmRequest alarm) {
    return alarm.thresholdMetricId() != null;
  }

  static void check(PutMetricAlarmRequest alarm) {
    if (!OPERATORS.contains(alarm.comparisonOperator())) {
      throw Refusals.validation(
          "ComparisonOperator " + alarm.comparisonOperatorAsString() + " compares with no band");
    }
    if (alarm.threshold() != null) {
      throw Refusals.combination("Threshold must not be given together with ThresholdMetricId");
    }
    List<MetricDataQuery> bands =
        alarm.metrics().stream()
            .filter(query -> query.id().equals(alarm.thresholdMetricId()))
            .filter(query -> query.expression() != null && query.expression().startsWith(BAND))
            .toList();
    if (bands.size() != 1) {
      throw Refusals.validation(
          "Metrics has no " + BAND + "…) with the id " + alarm.thresholdMetricId());
    }
    alarm.metrics().stream().filter(query -> !bands.contains(query)).forEach(MetricQueries::check);
  }

  static AlarmVerdict verdict(PutMetricAlarmRequest alarm, Instant now) {
    return new AlarmVerdict(
        Optional.of(StateValue.INSUFFICIENT_DATA),
        "Insufficient Data: this environment learns nothing, so the band "
            + alarm.thresholdMetricId()
            + " is never known.",
        "{\"version\":\"1.0\",\"queryDate\":\"" + AlarmShapes.time(now) + "\"}");
  }
}
