package ecommerce.local.cloudwatch;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;

/** {@code AWS::CloudWatch::CompositeAlarm}. */
record CompositeAlarmType(AlarmOperations alarms, AlarmBook book) implements ResourceType {

  @Override
  public String name() {
    return "AWS::CloudWatch::CompositeAlarm";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "ActionsEnabled",
        "AlarmActions[]",
        "AlarmDescription",
        "AlarmName",
        "AlarmRule",
        "InsufficientDataActions[]",
        "OKActions[]",
        "Tags[].Key",
        "Tags[].Value");
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
    desired.required("AlarmRule");
    alarms.put(
        desired
            .into(PutCompositeAlarmRequest.builder())
            .alarmName(name)
            .tags(MetricAlarmType.tags(desired))
            .build());
    book.change(name, alarm -> alarm.tagged(desired.tags()));
    return resource(name);
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
