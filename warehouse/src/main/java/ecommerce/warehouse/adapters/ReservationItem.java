package ecommerce.warehouse.adapters;

import ecommerce.warehouse.model.Reservation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Writes to the reservation of one order, each on condition that it is as it was seen or as the
 * write before left it.
 */
final class ReservationItem {

  private final String table;
  private final String orderId;
  private final Supplier<String> ids;
  private Optional<String> version;

  ReservationItem(String table, String orderId, Reservation seen, Supplier<String> ids) {
    this.table = table;
    this.orderId = orderId;
    this.ids = ids;
    this.version = seen.version();
  }

  static Map<String, AttributeValue> key(String orderId) {
    return Map.of("orderId", AttributeValue.fromS(orderId));
  }

  static Reservation read(Map<String, AttributeValue> item) {
    return item.isEmpty()
        ? Reservation.NONE
        : new Reservation(
            Optional.of(item.get("version").s()),
            quantities(item, "reserved"),
            quantities(item, "missing"));
  }

  TransactWriteItem put(Map<String, Long> reserved, Map<String, Long> missing) {
    String next = ids.get();
    Map<String, AttributeValue> item = new HashMap<>(key(orderId));
    item.put("version", AttributeValue.fromS(next));
    item.put("reserved", map(reserved));
    item.put("missing", map(missing));
    Put put =
        Put.builder()
            .tableName(table)
            .item(item)
            .conditionExpression(condition())
            .expressionAttributeValues(values())
            .build();
    version = Optional.of(next);
    return TransactWriteItem.builder().put(put).build();
  }

  /** There is none from then on. */
  TransactWriteItem end() {
    return version.isPresent()
        ? TransactWriteItem.builder().delete(delete()).build()
        : TransactWriteItem.builder().conditionCheck(check()).build();
  }

  private Delete delete() {
    return Delete.builder()
        .tableName(table)
        .key(key(orderId))
        .conditionExpression(condition())
        .expressionAttributeValues(values())
        .build();
  }

  private ConditionCheck check() {
    return ConditionCheck.builder()
        .tableName(table)
        .key(key(orderId))
        .conditionExpression(condition())
        .expressionAttributeValues(values())
        .build();
  }

  private String condition() {
    return version.isPresent() ? "version = :version" : "attribute_not_exists(orderId)";
  }

  /** Null, which the SDK leaves out, where the condition has none. */
  private Map<String, AttributeValue> values() {
    return version.map(is -> Map.of(":version", AttributeValue.fromS(is))).orElse(null);
  }

  private static AttributeValue map(Map<String, Long> quantities) {
    Map<String, AttributeValue> map = new LinkedHashMap<>();
    quantities.forEach((productId, quantity) -> map.put(productId, StockItems.number(quantity)));
    return AttributeValue.fromM(map);
  }

  private static Map<String, Long> quantities(Map<String, AttributeValue> item, String name) {
    Map<String, Long> quantities = new LinkedHashMap<>();
    Map<String, AttributeValue> map =
        item.containsKey(name) ? item.get(name).m() : Map.<String, AttributeValue>of();
    map.keySet().forEach(productId -> quantities.put(productId, StockItems.number(map, productId)));
    return quantities;
  }
}
