package ecommerce.payment.model;

import java.time.Instant;
import java.util.List;

/** The payments that are pending, by their age. */
public interface PendingAges {

  /** Those that were not seen before, and those that have been pending since before a time. */
  Iterable<List<PendingAge>> unseenOrBefore(Instant time);

  /** Remembers when a payment was first seen, while it is pending. */
  void seen(String orderId, Instant now);

  /** Remembers that a payment was reported, while it is pending. */
  void reported(String orderId, Instant now);
}
