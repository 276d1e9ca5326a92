package ecommerce.suite.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
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

  private MetricAlarm find(String name) {
    return client
        .describeAlarms(describe -> describe.alarmNamePrefix(stacks + "-" + name))
        .metricAlarms()
        .getFirst();
  }
}
