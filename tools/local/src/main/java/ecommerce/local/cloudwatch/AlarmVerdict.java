package ecommerce.local.cloudwatch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * What an alarm's data points say: its state, with the reason. Where points are missing, it looks
 * two periods further back, and only then treats what is missing as the alarm says.
 *
 * @param state empty where the alarm stays as it is
 * @param reasonData JSON
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">How
 *     alarms treat missing data</a>
 */
record AlarmVerdict(Optional<StateValue> state, String reason, String reasonData) {

  /** How many periods beyond its own an alarm looks at. */
  static final int FURTHER = 2;

  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("dd/MM/yy HH:mm:ss").withZone(ZoneOffset.UTC);

  /**
   * @param points by time; those of the evaluation periods and of the two before them
   */
  static AlarmVerdict of(
      PutMetricAlarmRequest alarm, NavigableMap<Long, Double> points, Instant now) {
    int periods = alarm.evaluationPeriods();
    int needed = alarm.datapointsToAlarm() == null ? periods : alarm.datapointsToAlarm();
    List<Map.Entry<Long, Double>> real = new ArrayList<>(points.descendingMap().entrySet());
    real = real.subList(0, Math.min(periods, real.size()));
    int missing = periods - real.size();
    int over =
        (int)
            real.stream()
                .filter(p -> breaches(alarm.comparisonOperator(), p.getValue(), alarm.threshold()))
                .count();
    String treat = alarm.treatMissingData() == null ? "missing" : alarm.treatMissingData();
    Optional<StateValue> state = state(treat, over, real.size(), missing, needed);
    return new AlarmVerdict(
        state,
        reason(alarm, real, state.orElse(StateValue.OK), over, missing, treat, needed),
        data(alarm, real, now));
  }

  private static Optional<StateValue> state(
      String treat, int over, int real, int missing, int needed) {
    if (over >= needed) {
      return Optional.of(StateValue.ALARM);
    }
    boolean premature = missing > 0 && over == real;
    return switch (treat) {
      case "breaching" -> Optional.of(over + missing >= needed ? StateValue.ALARM : StateValue.OK);
      case "notBreaching" -> Optional.of(StateValue.OK);
      case "ignore" -> premature ? Optional.empty() : Optional.of(StateValue.OK);
      default ->
          Optional.of(
              real == 0
                  ? StateValue.INSUFFICIENT_DATA
                  : premature ? StateValue.ALARM : StateValue.OK);
    };
  }

  static boolean breaches(ComparisonOperator operator, double value, double threshold) {
    return switch (operator) {
      case GREATER_THAN_OR_EQUAL_TO_THRESHOLD -> value >= threshold;
      case GREATER_THAN_THRESHOLD -> value > threshold;
      case LESS_THAN_THRESHOLD -> value < threshold;
      case LESS_THAN_OR_EQUAL_TO_THRESHOLD -> value <= threshold;
      default -> throw Refusals.validation("ComparisonOperator " + operator + " is not offered");
    };
  }

  private static String words(ComparisonOperator operator) {
    return switch (operator) {
      case GREATER_THAN_OR_EQUAL_TO_THRESHOLD -> "greater than or equal to";
      case GREATER_THAN_THRESHOLD -> "greater than";
      case LESS_THAN_THRESHOLD -> "less than";
      default -> "less than or equal to";
    };
  }

  private static String reason(
      PutMetricAlarmRequest alarm,
      List<Map.Entry<Long, Double>> real,
      StateValue state,
      int over,
      int missing,
      String treat,
      int needed) {
    if (state == StateValue.INSUFFICIENT_DATA) {
      return "Insufficient Data: " + missing + " datapoints were unknown.";
    }
    if (real.isEmpty()) {
      return "Threshold Crossed: no datapoints were received for "
          + missing
          + (missing == 1 ? " period and " : " periods and ")
          + missing
          + " missing datapoints were treated as ["
          + (treat.equals("breaching") ? "Breaching" : "NonBreaching")
          + "].";
    }
    boolean alarming = state == StateValue.ALARM;
    int told = alarming ? over : real.size() - over;
    String points =
        real.stream()
            .map(p -> p.getValue() + " (" + SHORT.format(Instant.ofEpochMilli(p.getKey())) + ")")
            .collect(Collectors.joining(", "));
    return "Threshold Crossed: %d out of the last %d datapoints [%s] %s %s%s the threshold (%s)"
            .formatted(
                told,
                real.size(),
                points,
                told == 1 ? "was" : "were",
                alarming ? "" : "not ",
                words(alarm.comparisonOperator()),
                alarm.threshold())
        + " (minimum "
        + needed
        + (needed == 1 ? " datapoint" : " datapoints")
        + " for OK -> ALARM transition).";
  }

  private static String data(
      PutMetricAlarmRequest alarm, List<Map.Entry<Long, Double>> real, Instant now) {
    AlarmQuery query = AlarmQuery.of(alarm);
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("version", "1.0");
    data.put("queryDate", AlarmShapes.time(now));
    if (!real.isEmpty()) {
      data.put("startDate", AlarmShapes.time(Instant.ofEpochMilli(real.getLast().getKey())));
    }
    if (!query.statistic().isEmpty()) {
      data.put("statistic", query.statistic());
    }
    data.put("period", query.period());
    ArrayNode recent = data.putArray("recentDatapoints");
    real.reversed().forEach(point -> recent.add(point.getValue()));
    data.put("threshold", alarm.threshold());
    return data.toString();
  }
}
