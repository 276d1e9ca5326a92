package ecommerce.orders.adapters;

import ecommerce.edge.Outage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The orders table. A write whose condition is refused is an answer, everything else that goes
 * wrong is an {@link Outage}. Reads are strongly consistent.
 */
public final class OrderTable {

  private static final int LONGEST_KEY = 2048;

  /** Always with three digits of a second: dates are a sort key, and sort as text. */
  static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private final DynamoDbClient client;
  private final String name;
  private final InstantSource clock;

  public OrderTable(DynamoDbClient client, String name, InstantSource clock) {
    this.client = client;
    this.name = name;
    this.clock = clock;
  }

  String now() {
    return DATE.format(Instant.ofEpochMilli(clock.millis()));
  }

  Optional<OrderItem> get(String orderId) {
    if (!isKey(orderId)) {
      return Optional.empty();
    }
    try {
      Map<String, AttributeValue> item =
          client.getItem(get -> get.tableName(name).key(key(orderId)).consistentRead(true)).item();
      return item == null || item.isEmpty() ? Optional.empty() : Optional.of(new OrderItem(item));
    } catch (SdkException e) {
      throw new Outage("the orders table cannot be read", e);
    }
  }

  /** Stores an order under an id that no order has; {@code false} where one has. */
  boolean putNew(OrderItem order) {
    PutItemRequest put =
        PutItemRequest.builder()
            .tableName(name)
            .item(order.attributes())
            .conditionExpression("attribute_not_exists(orderId)")
            .build();
    return accepted(() -> client.putItem(put));
  }

  /** Changes an order, where it is as the update expects it; {@code false} where it is not. */
  boolean update(String orderId, OrderUpdate update) {
    if (!isKey(orderId)) {
      return false;
    }
    UpdateItemRequest request = update.at(now()).request(name, key(orderId));
    return accepted(() -> client.updateItem(request));
  }

  private static boolean accepted(Runnable write) {
    try {
      write.run();
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    } catch (SdkException e) {
      throw new Outage("the orders table cannot be written", e);
    }
  }

  /** What cannot be a key is the id of no order; DynamoDB would call it an error. */
  private static boolean isKey(String orderId) {
    return !orderId.isEmpty() && orderId.getBytes(StandardCharsets.UTF_8).length <= LONGEST_KEY;
  }

  private static Map<String, AttributeValue> key(String orderId) {
    return Map.of("orderId", AttributeValue.fromS(orderId));
  }
}
