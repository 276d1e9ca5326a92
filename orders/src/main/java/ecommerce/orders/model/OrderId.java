package ecommerce.orders.model;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids of orders: UUIDs, random, or derived from what makes a request the same request. */
public final class OrderId {

  private OrderId() {}

  /** The id of the one order that a user can make under a key; always the same for the same two. */
  public static String of(String userId, String idempotencyKey) {
    String name = "order:" + userId.length() + ":" + userId + ":" + idempotencyKey;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  public static String random() {
    return UUID.randomUUID().toString();
  }
}
