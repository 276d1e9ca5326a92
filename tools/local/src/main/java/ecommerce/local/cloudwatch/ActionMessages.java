package ecommerce.local.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.RegionMetadata;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/**
 * What an alarm tells topics and functions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html">alarm
 *     actions</a>
 */
record ActionMessages(Account account) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  String subject(Alarm after) {
    String subject = after.state() + ": \"" + after.name() + "\" in " + region();
    return subject.length() > 100 ? subject.substring(0, 97) + "..." : subject;
  }

  private String region() {
    RegionMetadata known = RegionMetadata.of(Region.of(account.region()));
    return known == null ? account.region() : known.description();
  }

  ObjectNode forTopic(Alarm before, Alarm after, String arn) {
    ObjectNode message = JSON.objectNode().put("AlarmName", after.name());
    message.set("AlarmDescription", text(after.definition(), "AlarmDescription"));
    message.put("AWSAccountId", account.id());
    message.put("AlarmConfigurationUpdatedTimestamp", AlarmShapes.time(after.configured()));
    message.put("NewStateValue", after.state().toString());
    message.put("NewStateReason", after.reason());
    message.put("StateChangeTime", AlarmShapes.time(after.updated()));
    message.put("Region", region()).put("AlarmArn", arn);
    message.put("OldStateValue", before.state().toString());
    for (String kind : List.of("OKActions", "AlarmActions", "InsufficientDataActions")) {
      JsonNode actions = after.definition().path(kind);
      message.set(kind, actions.isArray() ? actions : JSON.arrayNode());
    }
    if (after.composite()) {
      message.put("AlarmRule", after.rule().alarmRule());
      message.putArray("TriggeringChildren");
    } else {
      message.set("Trigger", trigger(after.metric()));
    }
    return message;
  }

  private static JsonNode text(JsonNode definition, String name) {
    return definition.hasNonNull(name) ? definition.get(name) : JSON.nullNode();
  }

  private static ObjectNode trigger(PutMetricAlarmRequest alarm) {
    ObjectNode trigger = JSON.objectNode();
    if (alarm.hasMetrics()) {
      ArrayNode metrics = trigger.putArray("Metrics");
      alarm.metrics().forEach(query -> metrics.add(query(query)));
    } else {
      trigger.put("MetricName", alarm.metricName()).put("Namespace", alarm.namespace());
      if (alarm.statistic() == null) {
        trigger.put("StatisticType", "ExtendedStatistic");
        trigger.put("ExtendedStatistic", alarm.extendedStatistic());
      } else {
        trigger.put("StatisticType", "Statistic");
        trigger.put("Statistic", upper(alarm.statisticAsString()));
      }
      trigger.put("Unit", alarm.unitAsString());
      trigger.set("Dimensions", dimensions(alarm.dimensions()));
      trigger.put("Period", alarm.period());
    }
    trigger.put("EvaluationPeriods", alarm.evaluationPeriods());
    if (alarm.datapointsToAlarm() != null) {
      trigger.put("DatapointsToAlarm", alarm.datapointsToAlarm());
    }
    trigger.put("ComparisonOperator", alarm.comparisonOperatorAsString());
    trigger.put("Threshold", alarm.threshold());
    trigger.put(
        "TreatMissingData", alarm.treatMissingData() == null ? "" : alarm.treatMissingData());
    return trigger.put("EvaluateLowSampleCountPercentile", "");
  }

  /** Average as AVERAGE, SampleCount as SAMPLE_COUNT. */
  private static String upper(String statistic) {
    return statistic.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }

  private static ArrayNode dimensions(List<Dimension> of) {
    ArrayNode dimensions = JSON.arrayNode();
    of.forEach(each -> dimensions.addObject().put("value", each.value()).put("name", each.name()));
    return dimensions;
  }

  private static ObjectNode query(MetricDataQuery query) {
    ObjectNode shown = JSON.objectNode().put("Id", query.id());
    if (query.expression() != null) {
      shown.put("Expression", query.expression());
    } else {
      ObjectNode stat = shown.putObject("MetricStat");
      ObjectNode metric = stat.putObject("Metric");
      metric.set("Dimensions", dimensions(query.metricStat().metric().dimensions()));
      metric.put("MetricName", query.metricStat().metric().metricName());
      metric.put("Namespace", query.metricStat().metric().namespace());
      stat.put("Period", query.metricStat().period()).put("Stat", query.metricStat().stat());
      if (query.metricStat().unit() != null) {
        stat.put("Unit", query.metricStat().unitAsString());
      }
    }
    if (query.label() != null) {
      shown.put("Label", query.label());
    }
    return shown.put("ReturnData", !Boolean.FALSE.equals(query.returnData()));
  }

  ObjectNode forFunction(Alarm before, Alarm after, String arn) {
    ObjectNode event = JSON.objectNode().put("source", "aws.cloudwatch").put("alarmArn", arn);
    event.put("accountId", account.id()).put("time", AlarmShapes.time(after.updated()));
    event.put("region", account.region());
    event.set("alarmData", AlarmShapes.event(before, after));
    return event;
  }
}
