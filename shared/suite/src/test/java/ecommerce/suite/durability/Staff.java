package ecommerce.suite.durability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.GraphQl;
import ecommerce.suite.clients.GraphQlAnswer;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Person;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Moves one order on as its plan says (or cancels it, as its customer): looks where it stands and
 * does the next thing, again where there was no answer. What was answered must never be there to do
 * again.
 */
final class Staff {

  private static final Set<String> ENDS =
      Set.of("FULFILLED", "PACKAGING_FAILED", "DELIVERY_FAILED", "CANCELLED", "REFUNDED");

  private final GraphQl administrator;
  private final GraphQl packer;
  private final GraphQl courier;
  private final Purchase purchase;
  private final Runnable answered;
  private final ObjectNode input;
  private final Set<String> done = new HashSet<>();

  /**
   * @param answered told each thing that was done
   */
  Staff(Person administrator, Person packer, Person courier, Purchase purchase, Runnable answered) {
    this.administrator = administrator.graphQl();
    this.packer = packer.graphQl();
    this.courier = courier.graphQl();
    this.purchase = purchase;
    this.answered = answered;
    this.input = Json.object("orderId", purchase.orderId().orElseThrow());
  }

  /** Returns at the order's end. */
  void finish() {
    Patience.insist(
        () -> {
          String status = status();
          if (!ENDS.contains(status) || isToBeRefunded(status)) {
            advance(status);
            throw new IllegalStateException(purchase + " stays " + status + " after " + done);
          }
          return status;
        });
  }

  private String status() {
    return purchase
        .customer()
        .graphQl()
        .ask("query ($id: ID!) { getOrder(orderId: $id) { status } }", "id", input.path("orderId"))
        .data("getOrder")
        .path("status")
        .asText();
  }

  private void advance(String status) {
    if (purchase.plan() == Plan.CANCELLED) {
      cancel();
    } else if (isToBeRefunded(status)) {
      refund();
    } else if (status.equals("NEW")) {
      pack();
    } else {
      deliver();
    }
  }

  private void cancel() {
    once(
        "cancelOrder",
        "cancelOrder",
        () ->
            purchase
                .customer()
                .graphQl()
                .ask(
                    "mutation ($id: ID!) { cancelOrder(orderId: $id) { success } }",
                    "id",
                    input.path("orderId")));
  }

  private boolean isToBeRefunded(String status) {
    return purchase.plan() == Plan.REFUNDED && status.equals("FULFILLED");
  }

  /** Under one key, so that it happens once. The order hears of it by an event. */
  private void refund() {
    if (!done.contains("refundOrder")) {
      ObjectNode refund =
          input.deepCopy().put("reason", "returned").put("idempotencyKey", "the only one");
      JsonNode answer =
          administrator
              .ask(
                  "mutation ($input: RefundInput!) { refundOrder(input: $input)"
                      + " { success errors } }",
                  "input",
                  refund)
              .data("refundOrder");
      if (answer.path("success").asBoolean()) {
        done.add("refundOrder");
        answered.run();
      }
    }
  }

  private void pack() {
    JsonNode request =
        packer
            .ask(
                "query ($input: PackagingInput!) { getPackagingRequest(input: $input)"
                    + " { status products { productId quantity } } }",
                "input",
                input)
            .data("getPackagingRequest");
    switch (request.path("status").asText()) {
      case "NEW" -> act(packer, "startPackaging", "PackagingInput", input);
      case "IN_PROGRESS" -> {
        request.path("products").forEach(this::lower);
        act(packer, "completePackaging", "PackagingInput", input);
      }
      default -> {} // The order will hear of it.
    }
  }

  private void lower(JsonNode product) {
    String id = product.path("productId").asText();
    int quantity = purchase.plan().packed(isFirst(id), product.path("quantity").asInt());
    if (quantity != product.path("quantity").asInt()) {
      act(
          packer,
          "updatePackagingProduct",
          "UpdatePackagingProductInput",
          input.deepCopy().put("productId", id).put("quantity", quantity));
    }
  }

  private boolean isFirst(String productId) {
    return purchase.cart().at("/products/0/productId").asText().equals(productId);
  }

  private void deliver() {
    JsonNode delivery =
        courier
            .ask(
                "query ($input: DeliveryInput!) { getDelivery(input: $input) { status } }",
                "input",
                input)
            .data("getDelivery");
    switch (delivery.path("status").asText()) {
      case "NEW" -> act(courier, "startDelivery", "DeliveryInput", input);
      case "IN_PROGRESS" ->
          act(
              courier,
              purchase.plan() == Plan.NOT_DELIVERED ? "failDelivery" : "completeDelivery",
              "DeliveryInput",
              input);
      default -> {} // Not there yet, or the order will hear of it.
    }
  }

  private void act(GraphQl who, String field, String inputType, ObjectNode with) {
    once(field, field + with.path("productId").asText(""), () -> who.act(field, inputType, with));
  }

  /** What was answered must not be there to do again. */
  private void once(String field, String thing, Supplier<GraphQlAnswer> act) {
    if (done.contains(thing)) {
      throw new Forgotten(thing + " was answered, and is forgotten: " + purchase);
    }
    act.get().succeeded(field);
    done.add(thing);
    answered.run();
  }
}
