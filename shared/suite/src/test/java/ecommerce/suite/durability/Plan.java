package ecommerce.suite.durability;

/** What the staff will make of an order, and how it ends by that. */
enum Plan {
  DELIVERED("FULFILLED"),
  /** Of the first product only one piece goes into the package. */
  SHORT("FULFILLED"),
  NOTHING_PACKED("PACKAGING_FAILED"),
  NOT_DELIVERED("DELIVERY_FAILED");

  private final String end;

  Plan(String end) {
    this.end = end;
  }

  /** The order's status in the end. */
  String end() {
    return end;
  }

  boolean isPaid() {
    return end.equals("FULFILLED");
  }
}
