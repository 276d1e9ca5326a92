package ecommerce.suite.durability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.suite.clients.GraphQl;
import ecommerce.suite.clients.GraphQlAnswer;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Person;
import java.util.HashSet;
import java.util.Set;

/**
 * Moves one order on as its plan says: looks where it stands and does the next thing, again where
 * there was no answer. What was answered must never be there to do again.
 */
final class Staff {

  private static final Set<String> ENDS =
      Set.of("FULFILLED", "PACKAGING_FAILED", "DELIVERY_FAILED", "CANCELLED", "REFUNDED");

  private final GraphQl packer;
  private final GraphQl courier;
  private final Purchase purchase;
  private final Runnable answered;
  private final ObjectNode input;
  private final Set<String> done = new HashSet<>();

  /**
   * @param answered told each thing that was done
   */
  Staff(Person packer, Person courier, Purchase purchase, Runnable answered) {
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
          if (!ENDS.contains(status)) {
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
    if (status.equals("NEW")) {
      pack();
    } else {
      deliver();
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
    int quantity =
        switch (purchase.plan()) {
          case NOTHING_PACKED -> 0;
          case SHORT -> isFirst(id) ? 1 : product.path("quantity").asInt();
          default -> product.path("quantity").asInt();
        };
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
    String thing = field + with.path("productId").asText("");
    if (done.contains(thing)) {
      throw new Forgotten(thing + " was answered, and is forgotten: " + purchase);
    }
    GraphQlAnswer answer = who.act(field, inputType, with);
    answer.succeeded(field);
    done.add(thing);
    answered.run();
  }
}
