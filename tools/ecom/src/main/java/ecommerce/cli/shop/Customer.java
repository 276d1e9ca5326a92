package ecommerce.cli.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.cli.site.Failure;

/**
 * What a customer asks of the shop on the way to an order.
 *
 * @param name to whom it is delivered
 */
public record Customer(GraphQl api, String name) {

  /** The first page of the catalogue: {@code [{productId, name, price, package}]}. */
  public JsonNode catalogue() {
    return api.ask(
            "getProducts",
            "query { getProducts { products { productId name price package { width length height"
                + " weight } } } }",
            GraphQl.variables())
        .path("products");
  }

  /**
   * In minor units.
   *
   * @param products of the catalogue, each with its {@code quantity}
   */
  public long deliveryPrice(ArrayNode products) {
    ObjectNode variables = GraphQl.variables();
    variables.putObject("input").<ObjectNode>set("products", products).set("address", address());
    return api.ask(
            "getDeliveryPricing",
            "query ($input: DeliveryPricingInput!) { getDeliveryPricing(input: $input) { pricing }"
                + " }",
            variables)
        .path("pricing")
        .asLong();
  }

  /**
   * @param token of the card's authorisation
   * @return {@code {orderId, total, status}}
   * @throws Failure where the order is refused, with the reasons
   */
  public JsonNode order(ArrayNode products, long deliveryPrice, String token) {
    ObjectNode variables = GraphQl.variables();
    variables
        .putObject("order")
        .put("deliveryPrice", deliveryPrice)
        .put("paymentToken", token)
        .<ObjectNode>set("products", products)
        .set("address", address());
    JsonNode answer =
        api.ask(
            "createOrder",
            "mutation ($order: CreateOrderRequest!) { createOrder(order: $order) { success message"
                + " errors order { orderId total status } } }",
            variables);
    if (!answer.path("success").asBoolean()) {
      throw new Failure(
          "createOrder was refused: "
              + answer.path("message").asText()
              + " "
              + answer.path("errors"));
    }
    return answer.path("order");
  }

  private ObjectNode address() {
    return GraphQl.variables()
        .put("name", name)
        .put("streetAddress", "1 Example Street")
        .put("city", "Dublin")
        .put("country", "IE")
        .put("phoneNumber", "+353000000000");
  }
}
