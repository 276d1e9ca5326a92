package ecommerce.payment.model;

/** Where the outcome of payments is announced. Throws where that does not succeed. */
@FunctionalInterface
public interface Announcements {

  void announce(LedgerEntry entry);
}
