package ecommerce.warehouse.adapters;

import ecommerce.warehouse.model.PackagingRequest;
import ecommerce.warehouse.model.PackagingRequest.Header;
import ecommerce.warehouse.model.Reservation;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of a packaging request, as contracts.md, "Tables", has them: to the last attribute, and
 * no others.
 */
final class RequestItems {

  static final String METADATA = "__metadata";

  private RequestItems() {}

  static Map<String, AttributeValue> key(String orderId, String productId) {
    return Map.of(
        "orderId", AttributeValue.fromS(orderId), "productId", AttributeValue.fromS(productId));
  }

  static Map<String, AttributeValue> product(String orderId, String productId, long quantity) {
    Map<String, AttributeValue> item = new LinkedHashMap<>(key(orderId, productId));
    item.put("quantity", AttributeValue.fromN(Long.toString(quantity)));
    return item;
  }

  static Map<String, AttributeValue> newMetadata(String orderId, String date) {
    Map<String, AttributeValue> item = new LinkedHashMap<>(key(orderId, METADATA));
    item.put("status", AttributeValue.fromS(PackagingRequest.NEW));
    item.put("modifiedDate", AttributeValue.fromS(date));
    item.put("newDate", AttributeValue.fromS(date));
    return item;
  }

  /** Of a request of which nothing can be packed. */
  static Map<String, AttributeValue> completedMetadata(String orderId, String date) {
    Map<String, AttributeValue> item = new LinkedHashMap<>(key(orderId, METADATA));
    item.put("status", AttributeValue.fromS(PackagingRequest.COMPLETED));
    item.put("modifiedDate", AttributeValue.fromS(date));
    return item;
  }

  static PackagingRequest request(
      String orderId, List<Map<String, AttributeValue>> items, Reservation reservation) {
    Optional<Header> header = Optional.empty();
    Map<String, Long> quantities = new LinkedHashMap<>();
    for (Map<String, AttributeValue> item : items) {
      if (item.get("productId").s().equals(METADATA)) {
        header =
            Optional.of(new Header(text(item, "status").orElse(""), text(item, "modifiedDate")));
      } else {
        quantities.put(item.get("productId").s(), quantity(item));
      }
    }
    return new PackagingRequest(orderId, header, quantities, reservation);
  }

  private static Optional<String> text(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
  }

  private static long quantity(Map<String, AttributeValue> item) {
    AttributeValue quantity = item.get("quantity");
    return quantity == null || quantity.n() == null
        ? 1
        : new BigDecimal(quantity.n()).longValueExact();
  }
}
