package ecommerce.local.cloudwatch;

import ecommerce.local.deploy.Desired;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** {@code AWS::CloudWatch::CompositeAlarm}. */
final class CompositeAlarmType extends AlarmResource {

  CompositeAlarmType(AlarmOperations alarms, AlarmBook book) {
    super(alarms, book);
  }

  @Override
  public String name() {
    return "AWS::CloudWatch::CompositeAlarm";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "ActionsEnabled",
        "ActionsSuppressor",
        "ActionsSuppressorExtensionPeriod",
        "ActionsSuppressorWaitPeriod",
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
  void put(AlarmOperations operations, Desired desired, String name, List<Tag> tags) {
    desired.required("AlarmRule");
    operations.put(
        desired.into(PutCompositeAlarmRequest.builder()).alarmName(name).tags(tags).build());
  }
}
