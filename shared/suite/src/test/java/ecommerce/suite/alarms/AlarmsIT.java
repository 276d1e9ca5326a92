package ecommerce.suite.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ecommerce.deploy.AwsConnection;
import ecommerce.suite.clients.Alarms;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.target.LocalTarget;
import ecommerce.suite.target.TargetChoice;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Alarms of shared/monitoring are provoked, all at once: each rings, tells the topic, and ends when
 * what provoked it is over. Those on slowness, age and refusals in a stack of this test's own, with
 * limits that any request is beyond, and that is what ends. docs/runbooks.md says which alarms are
 * not provoked, and why. In a local environment of this test's own.
 */
@Isolated("beside other tests, its environment would make both slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class AlarmsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(240);
  private static final Duration PAUSE = Duration.ofSeconds(3);

  /** Those that what happens once is enough for. */
  private static final List<String> AT_ONCE =
      List.of(
          "orders-errors",
          "products-throttles",
          "products-dead-letters",
          "delivery-lost",
          "sensitive-undelivered");

  private static final List<String> WITH_LIMITS =
      List.of(
          "sensitive-slow-1",
          "sensitive-behind",
          "sensitive-api-refuses",
          "sensitive-api-late",
          "sensitive-graphql-refuses",
          "sensitive-graphql-late");

  /** Those of metrics that should not be counted at all, {@code {service}-{metric}}. */
  private static final List<String> COUNTED =
      List.of(
          "delivery-RecordUnreadable",
          "orders-OrdersStuck",
          "orders-RecordUnreadable",
          "payment-AmountRefused",
          "payment-PaymentDifferences",
          "payment-PaymentsFailed",
          "payment-PaymentsStuck",
          "products-RecordUnreadable",
          "warehouse-RecordUnreadable");

  private Platform platform;
  private AwsConnection aws;
  private Deployed deployed;
  private Provocations provocations;
  private Alarms alarms;

  @BeforeAll
  void start() {
    TargetChoice choice = TargetChoice.ofSystemProperties();
    assumeTrue(
        choice instanceof TargetChoice.Local, "alarms are provoked in a local environment only");
    LocalTarget target = LocalTarget.start(choice.region());
    platform = new Platform(target);
    aws = AwsConnection.local(target.endpoint().orElseThrow().toString(), choice.region().id());
    deployed = new Deployed(aws.cloudFormation(), target.environment());
    provocations = new Provocations(platform, deployed, aws);
    alarms = platform.alarms();
  }

  @AfterAll
  void stop() {
    if (platform != null) {
      provocations.close();
      aws.close();
      platform.close();
    }
  }

  @Test
  void alarmsRingTellTheTopicAndEnd() throws IOException {
    SensitiveStacks sensitive = new SensitiveStacks(platform, deployed, aws);
    sensitive.make(provocations.ruleThatMayInvokeNothing());
    provocations.fail("orders-OnEvents");
    provocations.throttle("products-ValidateProducts");
    provocations.lose("delivery-OnEvents", "delivery");
    provocations.matchTheRule();
    provocations.putIntoDeadLetters("products");
    COUNTED.forEach(provocations::count);

    Set<String> all = new TreeSet<>(AT_ONCE);
    all.addAll(WITH_LIMITS);
    all.addAll(COUNTED);
    until(all, "rang", alarms::rang, provocations::refuseAndChange);
    String topic = platform.parameters().get("platform/alarm-topic/arn");
    assertThat(all).allMatch(alarm -> alarms.told(alarm, topic), "told " + topic);

    provocations.takeOutOfDeadLetters("products");
    sensitive.calm();
    until(all, "ended", alarms::calm, () -> {});
  }

  private static void until(
      Set<String> alarms, String what, Predicate<String> state, Runnable meanwhile) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Set<String> open = new TreeSet<>(alarms);
    open.removeIf(state);
    while (!open.isEmpty()) {
      assertThat(System.nanoTime()).as("not %s in time: %s", what, open).isLessThan(deadline);
      meanwhile.run();
      LockSupport.parkNanos(PAUSE.toNanos());
      open.removeIf(state);
    }
  }
}
