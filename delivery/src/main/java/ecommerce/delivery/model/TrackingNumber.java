package ecommerce.delivery.model;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The number under which a delivery is followed: always the same for the same order, so that a
 * delivery that a client wrote without one has one as well.
 */
public final class TrackingNumber {

  private TrackingNumber() {}

  public static String of(String orderId) {
    return UUID.nameUUIDFromBytes(("delivery/" + orderId).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
