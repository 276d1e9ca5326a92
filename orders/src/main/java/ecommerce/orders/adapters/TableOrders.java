package ecommerce.orders.adapters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** {@link Orders} in the orders table. */
public final class TableOrders implements Orders {

  private final OrderTable table;

  public TableOrders(OrderTable table) {
    this.table = table;
  }

  @Override
  public Optional<ObjectNode> find(String orderId) {
    return table.get(orderId).map(OrderItem::json);
  }
}
