package ecommerce.warehouse.model;

/** How much there is of a tracked product, as a customer wants to know it. */
public enum Availability {
  /** More than the threshold. */
  IN_STOCK,
  /** Something, but not more than the threshold. */
  LOW,
  /** Nothing. */
  OUT;

  /**
   * @param available on hand and not reserved
   * @param threshold up to how many are few
   */
  public static Availability of(long available, long threshold) {
    if (available <= 0) {
      return OUT;
    }
    return available <= threshold ? LOW : IN_STOCK;
  }
}
