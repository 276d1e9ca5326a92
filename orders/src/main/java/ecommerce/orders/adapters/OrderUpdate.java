package ecommerce.orders.adapters;

import ecommerce.orders.model.OrderStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** One conditional UpdateItem of an order, in the making. The order must exist. */
final class OrderUpdate {

  private final List<String> changes = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>(List.of("attribute_exists(orderId)"));
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  OrderUpdate set(String attribute, AttributeValue value) {
    changes.add(name(attribute) + " = " + value(value));
    return this;
  }

  OrderUpdate setStatus(OrderStatus status) {
    return set("status", AttributeValue.fromS(status.name()));
  }

  OrderUpdate at(String modifiedDate) {
    return set("modifiedDate", AttributeValue.fromS(modifiedDate));
  }

  /** The status is one of these. An order without a status is NEW. */
  OrderUpdate whereStatusIn(Collection<OrderStatus> statuses) {
    List<String> each =
        statuses.stream().map(status -> value(AttributeValue.fromS(status.name()))).toList();
    String condition = name("status") + " IN (" + String.join(", ", each) + ")";
    boolean absentToo = statuses.contains(OrderStatus.NEW);
    conditions.add(
        absentToo
            ? "(attribute_not_exists(" + name("status") + ") OR " + condition + ")"
            : condition);
    return this;
  }

  /** The attribute is still what was read. */
  OrderUpdate whereUnchanged(String attribute, OrderItem read) {
    AttributeValue value = read.attributes().get(attribute);
    conditions.add(
        value == null
            ? "attribute_not_exists(" + name(attribute) + ")"
            : name(attribute) + " = " + value(value));
    return this;
  }

  /** The attribute is a number that is not above this, or is not there. */
  OrderUpdate whereAtMost(String attribute, long limit) {
    String bound = value(AttributeValue.fromN(Long.toString(limit)));
    conditions.add(
        "(attribute_not_exists("
            + name(attribute)
            + ") OR "
            + name(attribute)
            + " <= "
            + bound
            + ")");
    return this;
  }

  OrderUpdate whereAbsent(String attribute) {
    conditions.add("attribute_not_exists(" + name(attribute) + ")");
    return this;
  }

  /** The one number is at least the other; both are there. */
  OrderUpdate whereNoLess(String attribute, String than) {
    conditions.add(name(attribute) + " >= " + name(than));
    return this;
  }

  UpdateItemRequest request(String table, Map<String, AttributeValue> key) {
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(key)
        .updateExpression("SET " + String.join(", ", changes))
        .conditionExpression(String.join(" AND ", conditions))
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .build();
  }

  private String name(String attribute) {
    names.put("#" + attribute, attribute);
    return "#" + attribute;
  }

  private String value(AttributeValue value) {
    String placeholder = ":v" + values.size();
    values.put(placeholder, value);
    return placeholder;
  }
}
