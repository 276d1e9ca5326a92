package ecommerce.local.cloudwatch;

import ecommerce.local.deploy.Desired;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** {@code AWS::CloudWatch::Alarm}. */
final class MetricAlarmType extends AlarmResource {

  private static final String QUERY = "Metrics[].";
  private static final String METRIC = QUERY + "MetricStat.Metric.";

  MetricAlarmType(AlarmOperations alarms, AlarmBook book) {
    super(alarms, book);
  }

  @Override
  public String name() {
    return "AWS::CloudWatch::Alarm";
  }

  @Override
  public Set<String> properties() {
    Stream<String> own =
        Stream.of(
            "ActionsEnabled",
            "AlarmActions[]",
            "AlarmDescription",
            "AlarmName",
            "ComparisonOperator",
            "DatapointsToAlarm",
            "Dimensions[].Name",
            "Dimensions[].Value",
            "EvaluateLowSampleCountPercentile",
            "EvaluationPeriods",
            "ExtendedStatistic",
            "InsufficientDataActions[]",
            "MetricName",
            "Namespace",
            "OKActions[]",
            "Period",
            "Statistic",
            "Tags[].Key",
            "Tags[].Value",
            "Threshold",
            "ThresholdMetricId",
            "TreatMissingData",
            "Unit");
    Stream<String> math =
        Stream.of(
            QUERY + "Id",
            QUERY + "Expression",
            QUERY + "Label",
            QUERY + "Period",
            QUERY + "ReturnData",
            QUERY + "MetricStat.Period",
            QUERY + "MetricStat.Stat",
            QUERY + "MetricStat.Unit",
            METRIC + "Namespace",
            METRIC + "MetricName",
            METRIC + "Dimensions[].Name",
            METRIC + "Dimensions[].Value");
    return Stream.concat(own, math).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  void put(AlarmOperations operations, Desired desired, String name, List<Tag> tags) {
    operations.put(
        desired.into(PutMetricAlarmRequest.builder()).alarmName(name).tags(tags).build());
  }
}
