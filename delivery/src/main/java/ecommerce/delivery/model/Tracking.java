package ecommerce.delivery.model;

/** The histories of deliveries. They only grow. */
@FunctionalInterface
public interface Tracking {

  /**
   * Writes a milestone down, and where it is the first that is heard of a delivery, the day on
   * which it is expected. The same milestone again changes nothing.
   */
  void record(Milestone milestone);
}
