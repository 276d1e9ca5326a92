package ecommerce.warehouse.adapters;

import ecommerce.warehouse.model.StockChange;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Writes to the stock and to the record of its movements, for one order. {@code available} is
 * always {@code onHand} − {@code reserved}; a write that would bring it, or what is reserved, below
 * 0 is refused by its condition.
 */
final class StockItems {

  /** Always with milliseconds, so that dates sort as text. */
  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private final String stockTable;
  private final String movementTable;
  private final Supplier<String> ids;
  private final String orderId;
  private final AttributeValue date;

  StockItems(
      String stockTable, String movementTable, Supplier<String> ids, String orderId, Instant date) {
    this.stockTable = stockTable;
    this.movementTable = movementTable;
    this.ids = ids;
    this.orderId = orderId;
    this.date = AttributeValue.fromS(DATE.format(date));
  }

  /** The change of the stock, and a movement for each thing that it does. */
  List<TransactWriteItem> writes(StockChange change) {
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(update(change));
    movement(writes, change, "RESERVED", change.reserve(), "set aside");
    movement(writes, change, "SHIPPED", change.ship(), "packed");
    movement(writes, change, "RELEASED", change.release(), "not packed");
    return writes;
  }

  private TransactWriteItem update(StockChange change) {
    Map<String, AttributeValue> values = new HashMap<>();
    long back = change.release() + change.ship();
    values.put(":onHand", number(-change.ship()));
    values.put(":reserved", number(change.reserve() - back));
    values.put(":available", number(change.release() - change.reserve()));
    values.put(":date", date);
    values.put(":least", number(back == 0 ? change.reserve() : back));
    Update update =
        Update.builder()
            .tableName(stockTable)
            .key(Map.of("productId", AttributeValue.fromS(change.productId())))
            .updateExpression(
                "SET modifiedDate = :date"
                    + " ADD onHand :onHand, reserved :reserved, available :available")
            .conditionExpression(back == 0 ? "available >= :least" : "reserved >= :least")
            .expressionAttributeValues(values)
            .build();
    return TransactWriteItem.builder().update(update).build();
  }

  private void movement(
      List<TransactWriteItem> writes, StockChange change, String kind, long quantity, String why) {
    if (quantity == 0) {
      return;
    }
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("productId", AttributeValue.fromS(change.productId()));
    item.put("movementId", AttributeValue.fromS(ids.get()));
    item.put("kind", AttributeValue.fromS(kind));
    item.put("quantity", number(quantity));
    item.put("date", date);
    item.put("who", AttributeValue.fromS("warehouse"));
    item.put("reason", AttributeValue.fromS(why));
    item.put("orderId", AttributeValue.fromS(orderId));
    Put put = Put.builder().tableName(movementTable).item(item).build();
    writes.add(TransactWriteItem.builder().put(put).build());
  }

  static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  /** 0 where there is none. */
  static long number(Map<String, AttributeValue> item, String name) {
    AttributeValue number = item.get(name);
    return number == null || number.n() == null ? 0 : new BigDecimal(number.n()).longValue();
  }
}
