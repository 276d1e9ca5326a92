package ecommerce.payment.model;

/** Where differences are announced. Throws where that does not succeed. */
@FunctionalInterface
public interface DifferenceAnnouncements {

  void announce(Difference difference);
}
