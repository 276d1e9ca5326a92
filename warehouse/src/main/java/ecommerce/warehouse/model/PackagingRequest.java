package ecommerce.warehouse.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the tables hold for an order.
 *
 * @param header empty where there is no request; product items may be there all the same, left by
 *     an attempt to make one
 * @param quantities how many of each product
 * @param reservation what is set aside for it
 */
public record PackagingRequest(
    String orderId,
    Optional<Header> header,
    Map<String, Long> quantities,
    Reservation reservation) {

  public static final String NEW = "NEW";
  public static final String COMPLETED = "COMPLETED";

  /**
   * The request as such.
   *
   * @param modifiedDate as the item tells it, if it does
   */
  public record Header(String status, Optional<String> modifiedDate) {}

  public PackagingRequest {
    quantities = Collections.unmodifiableMap(new LinkedHashMap<>(quantities));
  }

  /** Whether there is nothing left to do about it. */
  public boolean isCompleted() {
    return header.filter(is -> is.status().equals(COMPLETED)).isPresent();
  }

  /** A request for which nothing is reserved. */
  public PackagingRequest(String orderId, Optional<Header> header, Map<String, Long> quantities) {
    this(orderId, header, quantities, Reservation.NONE);
  }

  boolean isNew() {
    return header.filter(is -> is.status().equals(NEW)).isPresent();
  }

  /** Whether somebody may still pack for it. */
  boolean isOpen() {
    return header.filter(is -> !is.status().equals(COMPLETED)).isPresent();
  }

  /** What the order asked for, as far as it is known: what is to be packed and what is missing. */
  Map<String, Long> wanted() {
    Map<String, Long> wanted = new LinkedHashMap<>(quantities);
    reservation
        .missing()
        .forEach((productId, quantity) -> wanted.merge(productId, quantity, Long::sum));
    return wanted;
  }
}
