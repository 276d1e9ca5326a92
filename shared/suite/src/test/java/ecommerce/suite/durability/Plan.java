package ecommerce.suite.durability;

/** What the staff will make of an order, and how it ends by that. */
enum Plan {
  DELIVERED("FULFILLED"),
  /** Of the first product only one piece goes into the package. */
  SHORT("FULFILLED"),
  NOTHING_PACKED("PACKAGING_FAILED"),
  NOT_DELIVERED("DELIVERY_FAILED"),
  /** By its customer, before anybody packs it. */
  CANCELLED("CANCELLED");

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
      case DELIVERED, NOT_DELIVERED -> ordered;
      case SHORT -> first ? 1 : ordered;
      case NOTHING_PACKED, CANCELLED -> 0;
    };
  }

  boolean isPaid() {
    return end.equals("FULFILLED");
  }
}
