package ecommerce.warehouse.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the table holds for an order.
 *
 * @param header empty where there is no request; product items may be there all the same, left by
 *     an attempt to make one
 * @param quantities how many of each product
 */
public record PackagingRequest(
    String orderId, Optional<Header> header, Map<String, Long> quantities) {

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

  boolean isNew() {
    return header.filter(is -> is.status().equals(NEW)).isPresent();
  }
}
