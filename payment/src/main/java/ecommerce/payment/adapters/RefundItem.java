package ecommerce.payment.adapters;

import ecommerce.payment.model.Refund;
import ecommerce.payment.model.Refund.Status;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A refund as it lies in its table. {@code open} is there while something is left to do, and makes
 * the index {@code open}, oldest change first.
 */
final class RefundItem {

  static final AttributeValue OPEN = AttributeValue.fromS("true");

  private RefundItem() {}

  static Map<String, AttributeValue> key(String orderId, String refundId) {
    return Map.of(
        "orderId", AttributeValue.fromS(orderId), "refundId", AttributeValue.fromS(refundId));
  }

  /** A refund that is new at this moment. */
  static Map<String, AttributeValue> of(Refund refund, Instant now) {
    Map<String, AttributeValue> item = new HashMap<>(key(refund.orderId(), refund.refundId()));
    item.put("paymentToken", AttributeValue.fromS(refund.token()));
    item.put("amount", AttributeValue.fromN(Long.toString(refund.amount())));
    item.put("rest", AttributeValue.fromBool(refund.rest()));
    item.put("reason", AttributeValue.fromS(refund.reason()));
    item.put("by", AttributeValue.fromS(refund.by()));
    item.put("status", AttributeValue.fromS(refund.status().name()));
    item.put("createdDate", AttributeValue.fromS(now.toString()));
    item.put("modifiedDate", AttributeValue.fromS(now.toString()));
    item.put("open", OPEN);
    return item;
  }

  static Refund refund(Map<String, AttributeValue> item) {
    return new Refund(
        item.get("orderId").s(),
        item.get("refundId").s(),
        item.get("paymentToken").s(),
        Long.parseLong(item.get("amount").n()),
        item.get("rest").bool(),
        item.get("reason").s(),
        item.get("by").s(),
        Status.valueOf(item.get("status").s()),
        Optional.ofNullable(item.get("failure")).map(AttributeValue::s),
        item.containsKey("open"));
  }
}
