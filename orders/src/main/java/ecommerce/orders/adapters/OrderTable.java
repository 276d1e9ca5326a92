package ecommerce.orders.adapters;

import ecommerce.edge.ConditionalWrites;
import ecommerce.edge.Outage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The orders table. A write whose condition is refused is an answer, everything else that goes
 * wrong is an {@link Outage}. Reads are strongly consistent.
 */
public final class OrderTable {

  private static final int LONGEST_KEY = 2048;

  /** Leaves a function of five seconds its answer. */
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  /** Always with three digits of a second: dates are a sort key, and sort as text. */
  static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private final DynamoDbClient client;
  private final ConditionalWrites writes;
  private final String name;
  private final InstantSource clock;

  public OrderTable(DynamoDbClient client, String name, InstantSource clock) {
    this.client = client;
    this.writes = new ConditionalWrites(client, "the orders table", PATIENCE);
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

  /** What became of an order that was to be stored. */
  enum Insertion {
    STORED,
    /** There is an order with this id. */
    ID_TAKEN,
    /** What the order claims is not to be had. */
    CLAIM_REFUSED
  }

  /** Stores an order under an id that no order has, together with its claim, or neither. */
  Insertion insert(OrderItem order, Put claim) {
    Put put =
        Put.builder()
            .tableName(name)
            .item(order.attributes())
            .conditionExpression("attribute_not_exists(orderId)")
            .build();
    try {
      writes.outlasting(
          () ->
              client.transactWriteItems(
                  write -> write.transactItems(item -> item.put(put), item -> item.put(claim))));
      return Insertion.STORED;
    } catch (TransactionCanceledException e) {
      int refused = ConditionalWrites.firstRefused(e);
      if (refused < 0) {
        throw new Outage("the orders table cannot be written", e);
      }
      return refused == 0 ? Insertion.ID_TAKEN : Insertion.CLAIM_REFUSED;
    } catch (SdkException e) {
      throw new Outage("the orders table cannot be written", e);
    }
  }

  /** Changes an order, where it is as the update expects it; {@code false} where it is not. */
  boolean update(String orderId, OrderUpdate update) {
    if (!isKey(orderId)) {
      return false;
    }
    UpdateItemRequest request = update.at(now()).request(name, key(orderId));
    try {
      return writes.happens(() -> client.updateItem(request));
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
