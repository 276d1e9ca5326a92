package ecommerce.suite.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** The alarms of the environment's stacks. */
public final class Alarms {

  /** CloudWatch looks at an alarm when a minute is over. */
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final CloudWatchClient client;
  private final String stacks;

  Alarms(CloudWatchClient client, String stacks) {
    this.client = client;
    this.stacks = stacks;
  }

  /**
   * Waits until an alarm rings.
   *
   * @param name {@code {service}-{Alarm}}
   */
  public MetricAlarm ringing(String name) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    MetricAlarm alarm = find(name);
    while (alarm.stateValue() != StateValue.ALARM && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      alarm = find(name);
    }
    assertThat(alarm.stateValue()).as(alarm.stateReason()).isEqualTo(StateValue.ALARM);
    return alarm;
  }

  /** Whether an alarm has rung at any time, be it that it is over. */
  public boolean rang(String name) {
    return history(name, HistoryItemType.STATE_UPDATE)
        .anyMatch(summary -> summary.endsWith("to ALARM"));
  }

  /** Whether nothing is the matter. */
  public boolean calm(String name) {
    return find(name).stateValue() == StateValue.OK;
  }

  /**
   * Whether it has told a topic of a change.
   *
   * @param topic ARN
   */
  public boolean told(String name, String topic) {
    return history(name, HistoryItemType.ACTION)
        .anyMatch(
            summary ->
                summary.startsWith("Successfully executed action") && summary.contains(topic));
  }

  private Stream<String> history(String name, HistoryItemType type) {
    return client
        .describeAlarmHistoryPaginator(
            describe -> describe.alarmName(stacks + "-" + name).historyItemType(type))
        .alarmHistoryItems()
        .stream()
        .map(AlarmHistoryItem::historySummary);
  }

  private MetricAlarm find(String name) {
    return client
        .describeAlarms(describe -> describe.alarmNames(stacks + "-" + name))
        .metricAlarms()
        .getFirst();
  }
}
