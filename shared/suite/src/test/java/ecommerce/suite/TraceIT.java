package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.EcomCommand;
import ecommerce.suite.clients.GraphQl;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.target.Capability;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One order's traces, over all services, and what {@code ./ecom trace} makes of them. */
@PlatformTest(needs = {Capability.GRAPHQL, Capability.USERS})
class TraceIT {

  private final Platform platform;

  TraceIT(Platform platform) {
    this.platform = platform;
  }

  @BeforeEach
  void everyRequestIsTraced() {
    assumeThat(platform.traces().areComplete()).as("each request is traced").isTrue();
  }

  @Test
  void tellTheWholeWayOfAnOrder() {
    JsonNode cart = platform.shop().cart(2);
    String orderId = fulfilled(cart);
    eventually(
        () ->
            assertThat(String.join("\n", platform.traces().about(orderId)))
                .contains("-frontend-api", "-orders-CreateOrder", "-orders-TableUpdate")
                .contains("-products-ValidateProducts", "-delivery-pricing-PriceDelivery")
                .contains("-payment-Validate", "-payment-OnEvents", "-payment-3p-Payments")
                .contains("-warehouse-OnEvents", "-warehouse-TableUpdate", "-orders-OnEvents")
                .contains("-delivery-OnEvents", "-delivery-TableUpdate", "-orders-GetOrder"));

    List<String> traces = platform.traces().about(orderId);
    assertThat(traces)
        .as("createOrder with its checks, over HTTP, is one trace")
        .anySatisfy(
            trace ->
                assertThat(trace)
                    .contains("Mutation.createOrder", "-orders-CreateOrder")
                    .contains("-products-ValidateProducts", "-payment-3p-Payments"));
    assertThat(traces)
        .as("what follows an event is in the trace of what put it")
        .anySatisfy(
            trace -> assertThat(trace).contains("-orders-TableUpdate", "-warehouse-OnEvents"));
    assertThat(String.join("\n", traces))
        .doesNotContain(cart.path("paymentToken").asText())
        .doesNotContain(cart.at("/address/streetAddress").asText());

    EcomCommand.Said said = platform.command().run("trace", orderId, "--logs");
    assertThat(said.status()).as(said.text()).isZero();
    assertThat(said.text())
        .contains("order " + orderId, ": FULFILLED")
        .contains("GraphQL", "orders CreateOrder", "warehouse OnEvents", "payment-3p Payments")
        .contains("\"function\":");
  }

  @Test
  void saySoWhereThereIsNoSuchOrder() {
    EcomCommand.Said said = platform.command().run("trace", "no-such-order");
    assertThat(said.status()).isEqualTo(1);
    assertThat(said.text()).contains("there is no order no-such-order");
  }

  private String fulfilled(JsonNode cart) {
    JsonNode answer =
        platform
            .people()
            .customer()
            .graphQl()
            .ask(
                "mutation ($order: CreateOrderRequest!) { createOrder(order: $order)"
                    + " { success errors order { orderId } } }",
                "order",
                cart)
            .data("createOrder");
    assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
    String orderId = answer.at("/order/orderId").asText();
    ObjectNode input = Json.object("orderId", orderId);
    GraphQl packer = platform.people().packer().graphQl();
    act(packer, "startPackaging", "PackagingInput", input);
    act(packer, "completePackaging", "PackagingInput", input);
    GraphQl courier = platform.people().courier().graphQl();
    act(courier, "startDelivery", "DeliveryInput", input);
    act(courier, "completeDelivery", "DeliveryInput", input);
    platform.orders().awaitStatus(input, "FULFILLED");
    return orderId;
  }

  private static void act(GraphQl by, String field, String type, ObjectNode input) {
    eventually(() -> by.act(field, type, input).succeeded(field));
  }
}
