package ecommerce.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What every measured order consists of: two products of the catalogue, two of each, and what their
 * delivery costs.
 */
record Basket(ArrayNode products, ObjectNode address, long deliveryPrice) {

  static Basket fill(GraphQl graphQl) {
    JsonNode page =
        graphQl.ask(
            "getProducts",
            "query { getProducts { products { productId name price package { width length height"
                + " weight } } } }",
            Http.JSON.createObjectNode());
    ArrayNode products = Http.JSON.createArrayNode();
    for (JsonNode product : page.path("products")) {
      if (products.size() < 2) {
        products.add(((ObjectNode) product.deepCopy()).put("quantity", 2));
      }
    }
    ObjectNode address =
        Http.JSON
            .createObjectNode()
            .put("name", "Ada Sample")
            .put("streetAddress", "1 Example Street")
            .put("city", "Dublin")
            .put("country", "IE")
            .put("phoneNumber", "+353000000000");
    ObjectNode variables = Http.JSON.createObjectNode();
    variables.putObject("input").<ObjectNode>set("products", products).set("address", address);
    String query =
        "query ($input: DeliveryPricingInput!) { getDeliveryPricing(input: $input) { pricing } }";
    return new Basket(
        products,
        address,
        graphQl.ask("getDeliveryPricing", query, variables).path("pricing").asLong());
  }

  long total() {
    long total = deliveryPrice;
    for (JsonNode product : products) {
      total += product.path("price").asLong() * product.path("quantity").asLong();
    }
    return total;
  }

  /** The {@code order} of a createOrder. */
  ObjectNode order(String paymentToken) {
    ObjectNode order =
        Http.JSON
            .createObjectNode()
            .put("deliveryPrice", deliveryPrice)
            .put("paymentToken", paymentToken);
    order.set("products", products);
    order.set("address", address);
    return order;
  }
}
