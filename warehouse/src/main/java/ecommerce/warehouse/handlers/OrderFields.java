package ecommerce.warehouse.handlers;

import ecommerce.edge.Fields;
import ecommerce.warehouse.model.Order;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads an order from the detail of an event. It may have as few fields as {@code orderId} and
 * {@code products}.
 */
final class OrderFields {

  private OrderFields() {}

  static Order order(Fields order) {
    Map<String, Long> quantities = new LinkedHashMap<>();
    for (Fields product : order.list("products")) {
      String productId = product.text("productId");
      if (productId.startsWith("__")) {
        throw product.wrong("productId", "is not the id of a product");
      }
      long quantity = product.optionalAmount("quantity").orElse(1);
      if (quantity > 0) {
        quantities.merge(productId, quantity, Math::addExact);
      }
    }
    return new Order(
        order.text("orderId"),
        order.optionalText("modifiedDate"),
        order.optionalText("status"),
        quantities);
  }
}
