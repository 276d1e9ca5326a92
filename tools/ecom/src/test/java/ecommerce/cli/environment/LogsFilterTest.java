package ecommerce.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogsFilterTest {

  private static final String ORDERS = "ecommerce-dev-orders-LogGroup-1A2B3C";
  private static final String PLATFORM = "ecommerce-dev-platform-LogGroup-4D5E6F";

  private static LogsFilter filter(String wanted) {
    return new LogsFilter(
        "dev", List.of("orders", "payment", "payment-3p", "platform"), Optional.ofNullable(wanted));
  }

  private static boolean matches(String wanted, String group, String stream) {
    return filter(wanted).matches(new LogsLine("1", 1, group, stream, "of orders, GetOrder"));
  }

  @Test
  void knowsTheGroupsOfItsEnvironmentOnly() {
    LogsFilter all = filter(null);
    assertThat(
            List.of(
                ORDERS,
                "ecommerce-dev-payment-LogGroup-1A2B3C",
                "ecommerce-dev-payment-3p-AccessLog-1A2B3C"))
        .allMatch(all::isOfEnvironment);
    assertThat(
            List.of(
                "ecommerce-tests-orders-LogGroup-1A2B3C",
                "ecommerce-dev-orders-platform-LogGroup-1A2B3C",
                "ecommerce-dev-2-orders-LogGroup-1A2B3C",
                "/ecommerce/pipeline/build",
                "/aws/sns/mail"))
        .noneMatch(all::isOfEnvironment);
  }

  @Test
  void takesTheServiceThatIsNamedAndNotWhoSpeaksOfIt() {
    assertThat(matches("orders", ORDERS, stream("ecommerce-dev-orders-GetOrder-1A2B3C"))).isTrue();
    assertThat(matches("orders", ORDERS, "own")).isTrue();
    assertThat(matches("orders", PLATFORM, stream("ecommerce-dev-platform-Listener-1A2B3C")))
        .isFalse();
  }

  @Test
  void takesTheFunctionThatWroteTheLine() {
    assertThat(matches("GetOrder", ORDERS, stream("ecommerce-dev-orders-GetOrder-1A2B3C")))
        .isTrue();
    assertThat(matches("GetOrder", ORDERS, stream("ecommerce-dev-orders-CreateOrder-1A2B3C")))
        .isFalse();
    assertThat(matches("GetOrder", ORDERS, "GetOrder")).isFalse();
    assertThat(matches("AccessLog", "ecommerce-dev-orders-AccessLog-1A2B3C", "own")).isTrue();
  }

  @Test
  void takesNoGroupForTheEnvironmentsNameOrByChance() {
    String stream = stream("ecommerce-dev-orders-GetOrder-1A2B3C");
    assertThat(matches("dev", ORDERS, stream)).isFalse();
    assertThat(matches("1A2B", ORDERS, stream)).isFalse();
  }

  private static String stream(String function) {
    return "2026/11/23/" + function + "[12]0123456789abcdef";
  }
}
