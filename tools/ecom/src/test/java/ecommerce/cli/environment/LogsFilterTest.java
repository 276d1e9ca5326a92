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

  private static boolean matches(String wanted, String group, String text) {
    return filter(wanted).matches(new LogsLine("1", 1, group, text));
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
    assertThat(matches("orders", ORDERS, "{\"function\":\"GetOrder\"}")).isTrue();
    assertThat(matches("orders", ORDERS, "START RequestId: 1")).isTrue();
    assertThat(
            matches(
                "orders",
                PLATFORM,
                "{\"function\":\"ListenerEvents\",\"source\":\"ecommerce.orders\"}"))
        .isFalse();
    assertThat(matches("orders", PLATFORM, "orders {\"function\":\"orders\"}")).isFalse();
    assertThat(matches("orders", PLATFORM, "{\"function\":\"orders\"")).isFalse();
  }

  @Test
  void takesTheFunctionThatWroteTheLine() {
    String name = "ecommerce-dev-orders-GetOrder-1A2B3C";
    assertThat(matches("GetOrder", ORDERS, "{\"function\":\"" + name + "\"}")).isTrue();
    assertThat(matches("GetOrder", ORDERS, "{\"function\":\"CreateOrder\",\"said\":\"GetOrder\"}"))
        .isFalse();
    assertThat(matches("AccessLog", "ecommerce-dev-orders-AccessLog-1A2B3C", "{}")).isTrue();
  }

  @Test
  void takesNoGroupForTheEnvironmentsNameOrByChance() {
    String text = "{\"function\":\"ecommerce-dev-orders-GetOrder-1A2B3C\"}";
    assertThat(matches("dev", ORDERS, text)).isFalse();
    assertThat(matches("1A2B", ORDERS, text)).isFalse();
  }
}
