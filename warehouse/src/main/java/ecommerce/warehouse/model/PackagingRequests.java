package ecommerce.warehouse.model;

import java.util.Map;

/**
 * The packaging requests. Each write happens only while the table holds what was seen; otherwise it
 * answers false and changes nothing, and the caller looks again.
 */
public interface PackagingRequests {

  /** What a write came to. */
  enum Written {
    DONE,
    /** Nothing was to be written. */
    NOTHING,
    /** The table holds something else by now. */
    CHANGED_MEANWHILE,
    /** The order was withdrawn before: no request is made for it any more. */
    WITHDRAWN
  }

  PackagingRequest find(String orderId);

  /** Makes a NEW request with these products, where there is none. */
  Written make(PackagingRequest seen, Map<String, Long> quantities, String date);

  /** Replaces the products of a NEW request; to no products, leaves everything else as it is. */
  Written update(PackagingRequest seen, Map<String, Long> quantities, String date);

  /** Removes a NEW request, or nothing, and remembers for a day that the order was withdrawn. */
  Written withdraw(PackagingRequest seen);
}
