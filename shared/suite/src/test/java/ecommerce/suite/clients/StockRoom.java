package ecommerce.suite.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The stock, as people of the warehouse see and change it. */
public final class StockRoom {

  private final GraphQl packer;

  public StockRoom(GraphQl packer) {
    this.packer = packer;
  }

  /** A new product, of which there are so many. */
  public String newProduct(int quantity) {
    String productId = UUID.randomUUID().toString();
    receive(productId, quantity, UUID.randomUUID().toString()).succeeded("receiveStock");
    return productId;
  }

  public GraphQlAnswer receive(String productId, int quantity, String reference) {
    ObjectNode input =
        Json.object("productId", productId, "quantity", quantity, "reference", reference);
    return act("receiveStock", "ReceiveStockInput", input);
  }

  public GraphQlAnswer adjust(String productId, int quantity, String reason) {
    ObjectNode input = Json.object("productId", productId, "quantity", quantity, "reason", reason);
    return act("adjustStock", "AdjustStockInput", input);
  }

  private GraphQlAnswer act(String field, String inputType, ObjectNode input) {
    return packer.ask(
        "mutation ($input: "
            + inputType
            + "!) { "
            + field
            + "(input: $input) { success stock { onHand reserved available } } }",
        "input",
        input);
  }

  /** {@code onHand}, {@code reserved}, {@code available}; null where it is not tracked. */
  public JsonNode of(String productId) {
    return packer
        .ask(
            "query ($id: ID!) { getStock(productId: $id) { onHand reserved available } }",
            "id",
            productId)
        .data("getStock");
  }

  /** All movements of a product, newest first. */
  public List<JsonNode> movements(String productId) {
    return packer
        .ask(
            "query ($id: ID!) { listStockMovements(productId: $id) { movements { movementId"
                + " productId kind quantity date who reason reference orderId } nextToken } }",
            "id",
            productId)
        .data("listStockMovements")
        .path("movements")
        .valueStream()
        .toList();
  }

  /** All pages of what is low. */
  public List<String> low() {
    List<String> ids = new ArrayList<>();
    JsonNode token = Json.parse("null");
    do {
      JsonNode page =
          packer
              .ask(
                  "query ($token: String) { listLowStock(nextToken: $token)"
                      + " { stock { productId } nextToken } }",
                  "token",
                  token)
              .data("listLowStock");
      page.path("stock").forEach(stock -> ids.add(stock.path("productId").asText()));
      token = page.path("nextToken");
    } while (!token.isNull());
    return ids;
  }
}
