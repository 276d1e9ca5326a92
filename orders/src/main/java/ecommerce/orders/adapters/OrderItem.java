package ecommerce.orders.adapters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.DynamoJson;
import ecommerce.orders.model.OrderLine;
import ecommerce.orders.model.OrderStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An order as it lies in the table. Whoever wrote it may have left out what he did not need: an
 * order without a status is NEW, a product without a quantity counts once, one without a price has
 * none that is known.
 */
public record OrderItem(Map<String, AttributeValue> attributes) {

  /** Tells two requests under one key apart; concerns nobody outside this service. */
  static final String FINGERPRINT = "requestFingerprint";

  public OrderItem {
    attributes = Map.copyOf(attributes);
  }

  /** The order as the outside sees it, from an item in plain JSON. */
  public static ObjectNode published(ObjectNode item) {
    return item.deepCopy().without(FINGERPRINT);
  }

  ObjectNode json() {
    return published(DynamoJson.fromItem(attributes));
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
  }

  /** The status; empty for one that no order has. */
  Optional<OrderStatus> status() {
    return attributes.containsKey("status")
        ? text("status").flatMap(OrderStatus::named)
        : Optional.of(OrderStatus.NEW);
  }

  AttributeValue products() {
    return attributes.getOrDefault("products", AttributeValue.fromL(List.of()));
  }

  List<OrderLine> lines() {
    return products().l().stream().map(AttributeValue::m).map(OrderItem::line).toList();
  }

  long deliveryPrice() {
    return amount(attributes.get("deliveryPrice")).orElse(0);
  }

  /**
   * The products with other quantities, and otherwise as they are to the last attribute; without
   * those that have none left.
   */
  AttributeValue products(List<Long> quantities) {
    List<AttributeValue> kept = new ArrayList<>();
    for (int i = 0; i < quantities.size(); i++) {
      if (quantities.get(i) > 0) {
        Map<String, AttributeValue> product = new HashMap<>(products().l().get(i).m());
        product.put("quantity", AttributeValue.fromN(quantities.get(i).toString()));
        kept.add(AttributeValue.fromM(product));
      }
    }
    return AttributeValue.fromL(kept);
  }

  private static OrderLine line(Map<String, AttributeValue> product) {
    String id = Optional.ofNullable(product.get("productId")).map(AttributeValue::s).orElse("");
    return new OrderLine(
        id, amount(product.get("price")), amount(product.get("quantity")).orElse(1));
  }

  private static OptionalLong amount(AttributeValue value) {
    if (value == null || value.n() == null) {
      return OptionalLong.empty();
    }
    BigDecimal number = new BigDecimal(value.n());
    boolean fits =
        number.signum() >= 0
            && number.stripTrailingZeros().scale() <= 0
            && number.precision() <= 15;
    return fits ? OptionalLong.of(number.longValueExact()) : OptionalLong.empty();
  }
}
