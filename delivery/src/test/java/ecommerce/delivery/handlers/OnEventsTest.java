package ecommerce.delivery.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.delivery.model.Address;
import ecommerce.delivery.model.Orders;
import ecommerce.delivery.model.TrackingNumber;
import ecommerce.edge.Edge;
import ecommerce.edge.InvalidInput;
import ecommerce.edge.Outage;
import ecommerce.edge.Settings;
import ecommerce.testing.Invocation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnEventsTest {

  private static final Address ADDRESS = new Address(Map.of("city", "Turku"));

  private final Map<String, Orders.Order> orders = new HashMap<>();
  private final Map<String, String> made = new HashMap<>();
  private final OnEvents onEvents =
      new OnEvents(
          new Edge(new Settings(Map.of())),
          id -> Optional.ofNullable(orders.get(id)),
          (id, address, number) ->
              made.putIfAbsent(id, address.lines().get("city") + " " + number) == null);

  @Test
  void makesDeliveryToTheAddressOfTheOrderOnce() {
    orders.put("o1", new Orders.Order(Optional.of("NEW"), ADDRESS));

    packed("o1");
    packed("o1");

    assertThat(made).isEqualTo(Map.of("o1", "Turku " + TrackingNumber.of("o1")));
  }

  @Test
  void orderThatIsNotKnownIsNoError() {
    packed("o1");

    assertThat(made).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CANCELLED", "DELIVERY_FAILED", "FULFILLED", "REFUNDED", "PACKAGING_FAILED"})
  void nothingIsDeliveredForAnOrderThatHasEnded(String status) {
    orders.put("o1", new Orders.Order(Optional.of(status), ADDRESS));

    packed("o1");

    assertThat(made).isEmpty();
  }

  @Test
  void outageOfOrdersIsThrownSoThatLambdaRetries() {
    OnEvents down =
        new OnEvents(
            new Edge(new Settings(Map.of())),
            id -> {
              throw new Outage("orders does not answer");
            },
            (id, address, number) -> true);

    assertThatThrownBy(() -> Invocation.of(down, event("PackageCreated", "{'orderId':'o1'}")))
        .isInstanceOf(Outage.class);
  }

  @Test
  void malformedEventIsThrown() {
    assertThatThrownBy(() -> Invocation.of(onEvents, event("PackageCreated", "{}")))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("orderId is missing");
    assertThatThrownBy(() -> Invocation.of(onEvents, event("Unheard", "{'orderId':'o1'}")))
        .isInstanceOf(InvalidInput.class);
  }

  private void packed(String orderId) {
    Invocation.of(onEvents, event("PackageCreated", "{'orderId':'" + orderId + "','products':[]}"));
  }

  private static String event(String type, String detail) {
    return "{'source':'ecommerce.warehouse','detail-type':'%s','resources':['o1'],'detail':%s}"
        .formatted(type, detail);
  }
}
