package ecommerce.suite.durability;

/** What the staff will make of an order, and how it ends by that. */
enum Plan {
  DELIVERED("FULFILLED"),
  /** Of the first product only one piece goes into the package. */
  SHORT("FULFILLED"),
  NOTHING_PACKED("PACKAGING_FAILED"),
  NOT_DELIVERED("DELIVERY_FAILED"),
  /** By its customer, before anybody packs it. */
  CANCELLED("CANCELLED"),
  /** Whole, by an administrator, once it is delivered. */
  REFUNDED("REFUNDED");

  private final String end;

  Plan(String end) {
    this.end = end;
  }

  /** The order's status in the end. */
  String end() {
    return end;
  }

  /** How many of so many pieces of a product go into the package. */
  int packed(boolean first, int ordered) {
    return switch (this) {
      case DELIVERED, NOT_DELIVERED, REFUNDED -> ordered;
      case SHORT -> first ? 1 : ordered;
      case NOTHING_PACKED, CANCELLED -> 0;
    };
  }

  /** Whether money is captured, be it given back later. */
  boolean isPaid() {
    return end.equals("FULFILLED") || this == REFUNDED;
  }

  /** What of the total stays with the shop in the end. */
  long kept(long total) {
    return isPaid() && this != REFUNDED ? total : 0;
  }
}
