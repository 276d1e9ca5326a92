package ecommerce.payment.model;

/**
 * What a pending payment waits for.
 *
 * @param service who is to say it
 * @param event how it is said: the detail-type of the event
 * @param words the same for people
 */
public record Awaited(String service, String event, String words) {

  /** An order that goes well ends with its delivery. */
  public static final Awaited END_OF_ORDER =
      new Awaited("delivery", "DeliveryCompleted", "nobody has said how the order ended");
}
