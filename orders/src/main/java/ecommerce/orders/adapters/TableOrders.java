package ecommerce.orders.adapters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.DynamoJson;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** {@link Orders} in the orders table. One conditional put decides who placed an order first. */
public final class TableOrders implements Orders {

  private final OrderTable table;

  public TableOrders(OrderTable table) {
    this.table = table;
  }

  @Override
  public Optional<ObjectNode> find(String orderId) {
    return table.get(orderId).map(OrderItem::json);
  }

  @Override
  public Optional<Placed> placed(OrderRequest request) {
    return request.idempotencyKey().isEmpty()
        ? Optional.empty()
        : table.get(request.newOrderId()).map(item -> compared(request, item));
  }

  @Override
  public Placed place(OrderRequest request) {
    ObjectNode order = request.order(request.newOrderId(), table.now());
    Map<String, AttributeValue> attributes = new HashMap<>(DynamoJson.toItem(order));
    if (request.idempotencyKey().isPresent()) {
      attributes.put(OrderItem.FINGERPRINT, AttributeValue.fromS(Fingerprint.of(request)));
    }
    if (table.putNew(new OrderItem(attributes))) {
      return new Placed.Stored(order);
    }
    // A random id that is taken was taken by this very put, whose answer was lost and which the
    // client sent again.
    return placed(request).orElseGet(() -> new Placed.Stored(order));
  }

  private static Placed compared(OrderRequest request, OrderItem item) {
    if (!item.text(OrderItem.FINGERPRINT).equals(Optional.of(Fingerprint.of(request)))) {
      return new Placed.KeyTaken();
    }
    String createdDate = item.text("createdDate").orElseThrow();
    return new Placed.Before(request.order(request.newOrderId(), createdDate));
  }
}
