package ecommerce.payment.model;

/** How a pending payment is to end. */
public enum Move {
  CAPTURE,
  RELEASE
}
