package ecommerce.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Json;
import ecommerce.orders.adapters.OrderRequest;
import ecommerce.orders.adapters.OrderRequestReader;

/** Requests to create an order, as tests start from. */
public final class Requests {

  private Requests() {}

  /** Two desks at 1000 and a lamp for nothing, delivered for 500. */
  public static ObjectNode event() {
    return (ObjectNode) Json.read(Requests.class.getResourceAsStream("/request.json"));
  }

  public static ObjectNode event(String idempotencyKey) {
    return event().put("idempotencyKey", idempotencyKey);
  }

  public static OrderRequest request(ObjectNode event) {
    return new OrderRequestReader().read(event).orElseThrow();
  }
}
