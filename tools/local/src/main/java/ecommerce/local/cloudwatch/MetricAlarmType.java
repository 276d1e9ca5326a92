package ecommerce.local.cloudwatch;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** {@code AWS::CloudWatch::Alarm}. */
record MetricAlarmType(AlarmOperations alarms, AlarmBook book) implements ResourceType {

  private static final String QUERY = "Metrics[].";
  private static final String METRIC = QUERY + "MetricStat.Metric.";

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
            "TreatMissingData");
    Stream<String> math =
        Stream.of(
            QUERY + "Id",
            QUERY + "Expression",
            QUERY + "Label",
            QUERY + "Period",
            QUERY + "ReturnData",
            QUERY + "MetricStat.Period",
            QUERY + "MetricStat.Stat",
            METRIC + "Namespace",
            METRIC + "MetricName",
            METRIC + "Dimensions[].Name",
            METRIC + "Dimensions[].Value");
    return Stream.concat(own, math).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Set<String> immutable() {
    return Set.of("AlarmName");
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return Optional.of(resource(name(desired)));
  }

  @Override
  public Resource create(Desired desired) {
    return put(desired, name(desired));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    return put(desired, current.physicalId());
  }

  private static String name(Desired desired) {
    return desired.text("AlarmName").orElseGet(() -> desired.uniqueName(255));
  }

  private Resource put(Desired desired, String name) {
    PutMetricAlarmRequest request =
        desired.into(PutMetricAlarmRequest.builder()).alarmName(name).tags(tags(desired)).build();
    alarms.put(request);
    book.change(name, alarm -> alarm.tagged(desired.tags()));
    return resource(name);
  }

  static List<Tag> tags(Desired desired) {
    return desired.tags().entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  private Resource resource(String name) {
    return Resource.of(name).with("Arn", book.arn(name));
  }

  @Override
  public void delete(Resource current) {
    if (book.find(current.physicalId()).isPresent()) {
      alarms.delete(DeleteAlarmsRequest.builder().alarmNames(current.physicalId()).build());
    }
  }
}
