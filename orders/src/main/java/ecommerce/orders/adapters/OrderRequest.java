package ecommerce.orders.adapters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Json;
import ecommerce.orders.model.OrderId;
import ecommerce.orders.model.OrderStatus;
import java.util.Optional;

/**
 * What a customer asks for, checked for its form and with its total computed.
 *
 * @param products each with its {@code quantity}, otherwise as given
 * @param total Σ price × quantity + deliveryPrice, in minor units
 */
public record OrderRequest(
    String userId,
    ArrayNode products,
    ObjectNode address,
    long deliveryPrice,
    String paymentToken,
    long total,
    Optional<String> idempotencyKey) {

  /**
   * An id for the order: where there is a key, always the one that user and key make, else a new
   * one.
   */
  String newOrderId() {
    return idempotencyKey.map(key -> OrderId.of(userId, key)).orElseGet(OrderId::random);
  }

  /** What the customer asked for, and nothing that was made here. */
  ObjectNode content() {
    ObjectNode content = Json.object();
    content.set("products", products);
    content.set("address", address);
    return content
        .put("deliveryPrice", deliveryPrice)
        .put("paymentToken", paymentToken)
        .put("total", total);
  }

  /** The new order. The same id and date make the same order. */
  public ObjectNode order(String orderId, String createdDate) {
    ObjectNode order =
        Json.object()
            .put("orderId", orderId)
            .put("userId", userId)
            .put("createdDate", createdDate)
            .put("modifiedDate", createdDate)
            .put("status", OrderStatus.NEW.name());
    return order.setAll(content());
  }

  /** Never prints the token or the address. */
  @Override
  public String toString() {
    return "OrderRequest[products=" + products.size() + ", total=" + total + "]";
  }
}
