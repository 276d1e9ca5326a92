package ecommerce.payment3p.model;

/** How an authorisation ends. */
public enum Settlement {
  CAPTURED,
  CANCELLED
}
