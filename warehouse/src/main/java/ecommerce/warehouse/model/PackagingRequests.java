package ecommerce.warehouse.model;

import java.util.List;

/**
 * The packaging requests, with what is reserved for them. Each write is all or nothing, together
 * with its changes of the stock, and happens only while everything is as it was seen and the stock
 * suffices; otherwise it answers {@link Written#CHANGED_MEANWHILE} and the caller looks again. What
 * is too much for one transaction is written in parts, each of which leaves request, reservation
 * and stock in agreement.
 */
public interface PackagingRequests {

  /** What a write came to. */
  enum Written {
    DONE,
    /** Nothing was to be written. */
    NOTHING,
    /** The tables hold something else by now. */
    CHANGED_MEANWHILE,
    /** The order was withdrawn before: no request is made for it any more. */
    WITHDRAWN
  }

  PackagingRequest find(String orderId);

  /**
   * Makes a request with what the order gets, where there is none: NEW; or COMPLETED, where it gets
   * nothing.
   */
  Written make(PackagingRequest seen, Allotment allotment, String date);

  /**
   * Replaces the products of a NEW request; to no products, leaves everything else as it is. Where
   * the order gets nothing of what it asks for, the request is COMPLETED.
   */
  Written update(PackagingRequest seen, Allotment allotment, String date);

  /**
   * Removes a NEW request, or nothing, with its reservation, and remembers for 15 days that the
   * order was withdrawn.
   *
   * @param releases what the stock gets back
   */
  Written withdraw(PackagingRequest seen, List<StockChange> releases);

  /** Ends a reservation; the request stays as it is. */
  Written settle(PackagingRequest seen, List<StockChange> changes);
}
