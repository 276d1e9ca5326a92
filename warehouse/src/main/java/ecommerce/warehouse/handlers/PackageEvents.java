package ecommerce.warehouse.handlers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Event;
import ecommerce.edge.Json;
import ecommerce.warehouse.model.PackagingRequest;

/** What is said of a request that is COMPLETED: what is in the package, or that nothing is. */
final class PackageEvents {

  private PackageEvents() {}

  static Event outcome(PackagingRequest request) {
    ObjectNode detail = Json.object().put("orderId", request.orderId());
    ArrayNode products = Json.array();
    request
        .quantities()
        .forEach(
            (productId, quantity) -> {
              if (quantity > 0) {
                products.addObject().put("productId", productId).put("quantity", quantity);
              }
            });
    if (products.isEmpty()) {
      return new Event("ecommerce.warehouse", "PackagingFailed", request.orderId(), detail);
    }
    detail.set("products", products);
    return new Event("ecommerce.warehouse", "PackageCreated", request.orderId(), detail);
  }
}
