package ecommerce.local.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.wire.Shapes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** Alarms as answers, as events and as the entries of their history show them. */
final class AlarmShapes {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ObjectMapper READER = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);

  private AlarmShapes() {}

  static MetricAlarm metric(Alarm alarm, String arn) {
    PutMetricAlarmRequest wanted = alarm.metric();
    MetricAlarm.Builder shown = Shapes.fromJson(alarm.definition(), MetricAlarm.builder());
    return shown
        .alarmArn(arn)
        .actionsEnabled(!Boolean.FALSE.equals(wanted.actionsEnabled()))
        .alarmConfigurationUpdatedTimestamp(alarm.configured())
        .stateValue(alarm.state())
        .stateReason(alarm.reason())
        .stateReasonData(alarm.reasonData().isEmpty() ? null : alarm.reasonData())
        .stateUpdatedTimestamp(alarm.updated())
        .stateTransitionedTimestamp(alarm.transitioned())
        .build();
  }

  static CompositeAlarm composite(Alarm alarm, String arn) {
    CompositeAlarm.Builder shown = Shapes.fromJson(alarm.definition(), CompositeAlarm.builder());
    return shown
        .alarmArn(arn)
        .actionsEnabled(!Boolean.FALSE.equals(alarm.rule().actionsEnabled()))
        .alarmConfigurationUpdatedTimestamp(alarm.configured())
        .stateValue(alarm.state())
        .stateReason(alarm.reason())
        .stateReasonData(alarm.reasonData().isEmpty() ? null : alarm.reasonData())
        .stateUpdatedTimestamp(alarm.updated())
        .stateTransitionedTimestamp(alarm.transitioned())
        .build();
  }

  /** The data of a state's change in the history. */
  static ObjectNode change(Alarm before, Alarm after) {
    ObjectNode data = JSON.objectNode().put("version", "1.0");
    data.set("oldState", historyState(before));
    data.set("newState", historyState(after));
    return data;
  }

  private static ObjectNode historyState(Alarm alarm) {
    ObjectNode state = JSON.objectNode();
    state.put("stateValue", alarm.state().toString());
    state.put("stateReason", alarm.reason());
    if (!alarm.reasonData().isEmpty()) {
      state.set("stateReasonData", parsed(alarm.reasonData()));
    }
    return state;
  }

  private static JsonNode parsed(String json) {
    try {
      return READER.readTree(json);
    } catch (JsonProcessingException e) {
      return JSON.textNode(json);
    }
  }

  /** The detail of the event {@code CloudWatch Alarm State Change}. */
  static ObjectNode event(Alarm before, Alarm after) {
    ObjectNode detail = JSON.objectNode().put("alarmName", after.name());
    detail.set("state", eventState(after));
    detail.set("previousState", eventState(before));
    ObjectNode configuration = detail.putObject("configuration");
    if (after.composite()) {
      configuration.put("alarmRule", after.rule().alarmRule());
    } else {
      configuration.set("metrics", metrics(after.metric()));
    }
    String description = after.definition().path("AlarmDescription").asText("");
    if (!description.isEmpty()) {
      configuration.put("description", description);
    }
    return detail;
  }

  private static ObjectNode eventState(Alarm alarm) {
    ObjectNode state = JSON.objectNode().put("value", alarm.state().toString());
    state.put("reason", alarm.reason());
    if (!alarm.reasonData().isEmpty()) {
      state.put("reasonData", alarm.reasonData());
    }
    return state.put("timestamp", time(alarm.updated()));
  }

  private static ArrayNode metrics(PutMetricAlarmRequest alarm) {
    ArrayNode metrics = JSON.arrayNode();
    AlarmQuery.of(alarm)
        .queries()
        .forEach(
            query -> {
              ObjectNode metric = metrics.addObject().put("id", query.id());
              metric.put("returnData", !Boolean.FALSE.equals(query.returnData()));
              if (query.expression() != null) {
                metric.put("expression", query.expression());
                return;
              }
              ObjectNode stat = metric.putObject("metricStat");
              ObjectNode of = stat.putObject("metric");
              of.put("namespace", query.metricStat().metric().namespace());
              of.put("name", query.metricStat().metric().metricName());
              ObjectNode dimensions = of.putObject("dimensions");
              query
                  .metricStat()
                  .metric()
                  .dimensions()
                  .forEach(dimension -> dimensions.put(dimension.name(), dimension.value()));
              stat.put("period", query.metricStat().period());
              stat.put("stat", query.metricStat().stat());
              if (query.metricStat().unit() != null) {
                stat.put("unit", query.metricStat().unitAsString());
              }
            });
    return metrics;
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }
}
