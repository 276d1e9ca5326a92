package ecommerce.orders.adapters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.DynamoJson;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * {@link NewOrders} in the orders table. One transaction stores an order and claims its payment
 * token, and decides who was first.
 */
public final class TableNewOrders implements NewOrders {

  private final OrderTable table;
  private final TokenClaims claims;

  public TableNewOrders(OrderTable table, TokenClaims claims) {
    this.table = table;
    this.claims = claims;
  }

  @Override
  public Optional<Placed> placed(OrderRequest request) {
    return request.idempotencyKey().isEmpty()
        ? Optional.empty()
        : table.get(request.newOrderId()).map(item -> compared(request, item));
  }

  @Override
  public Placed place(OrderRequest request) {
    String orderId = request.newOrderId();
    ObjectNode order = request.order(orderId, table.now());
    Map<String, AttributeValue> attributes = new HashMap<>(DynamoJson.toItem(order));
    if (request.idempotencyKey().isPresent()) {
      attributes.put(OrderItem.FINGERPRINT, AttributeValue.fromS(Fingerprint.of(request)));
    }
    return switch (table.insert(
        new OrderItem(attributes), claims.claim(request.paymentToken(), orderId))) {
      case STORED -> new Placed.Stored(order);
      // A random id that is taken was taken by this very write, whose answer was lost and which the
      // client sent again.
      case ID_TAKEN -> placed(request).orElseGet(() -> new Placed.Stored(order));
      case CLAIM_REFUSED -> new Placed.TokenTaken();
    };
  }

  private static Placed compared(OrderRequest request, OrderItem item) {
    if (!item.text(OrderItem.FINGERPRINT).equals(Optional.of(Fingerprint.of(request)))) {
      return new Placed.KeyTaken();
    }
    String createdDate = item.text("createdDate").orElseThrow();
    return new Placed.Before(request.order(request.newOrderId(), createdDate));
  }
}
