package ecommerce.local.cloudwatch;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** What resource types of alarms share: an alarm is made, changed and found by its name. */
abstract sealed class AlarmResource implements ResourceType
    permits MetricAlarmType, CompositeAlarmType {

  private final AlarmOperations alarms;
  private final AlarmBook book;

  AlarmResource(AlarmOperations alarms, AlarmBook book) {
    this.alarms = alarms;
    this.book = book;
  }

  /** Makes the alarm, or changes it to what is desired now. */
  abstract void put(AlarmOperations operations, Desired desired, String name, List<Tag> tags);

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

  @Override
  public void delete(Resource current) {
    if (book.find(current.physicalId()).isPresent()) {
      alarms.delete(DeleteAlarmsRequest.builder().alarmNames(current.physicalId()).build());
    }
  }

  private static String name(Desired desired) {
    return desired.text("AlarmName").orElseGet(() -> desired.uniqueName(255));
  }

  private Resource put(Desired desired, String name) {
    put(alarms, desired, name, tags(desired));
    book.change(name, alarm -> alarm.tagged(desired.tags()));
    return resource(name);
  }

  private static List<Tag> tags(Desired desired) {
    return desired.tags().entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  private Resource resource(String name) {
    return Resource.of(name).with("Arn", book.arn(name));
  }
}
