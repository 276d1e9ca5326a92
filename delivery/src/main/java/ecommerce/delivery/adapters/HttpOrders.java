package ecommerce.delivery.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.delivery.model.Address;
import ecommerce.delivery.model.Orders;
import ecommerce.edge.Fields;
import ecommerce.edge.JsonApi;
import ecommerce.edge.Outage;
import ecommerce.edge.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@link Orders} over orders' API: {@code GET /backend/{orderId}}. Anything but the order or a 404
 * is an {@link Outage}.
 */
public final class HttpOrders implements Orders {

  private final Function<String, JsonApi.Reply> get;

  /**
   * @param get answers the GET of a path
   */
  HttpOrders(Function<String, JsonApi.Reply> get) {
    this.get = get;
  }

  /** The API at {@code ORDERS_API_URL}, called with the function's identity. */
  public static HttpOrders from(Settings settings) {
    return new HttpOrders(
        JsonApi.signed(settings.required("ORDERS_API_URL"), settings).primed()::get);
  }

  @Override
  public Optional<Order> find(String orderId) {
    JsonApi.Reply reply = get.apply("/backend/" + encoded(orderId));
    return switch (reply.status()) {
      case 200 -> Optional.of(order(Fields.of(reply.body())));
      case 404 -> Optional.empty();
      default -> throw new Outage("GET /backend/{orderId} answered " + reply.status());
    };
  }

  private static String encoded(String orderId) {
    return URLEncoder.encode(orderId, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Order order(Fields order) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> line : order.object("address").json().properties()) {
      if (line.getValue().isValueNode() && !line.getValue().isNull()) {
        lines.put(line.getKey(), line.getValue().asText());
      }
    }
    return new Order(order.optionalText("status"), new Address(lines));
  }
}
