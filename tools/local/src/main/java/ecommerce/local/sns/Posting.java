package ecommerce.local.sns;

import java.time.Instant;

/**
 * A message on its way to one subscription.
 *
 * @param confirmation whether it asks to be confirmed, and is no message of a publisher
 * @param attempts how often it failed
 */
record Posting(
    String key,
    Subscription subscription,
    Notification notification,
    boolean confirmation,
    int attempts,
    Instant accepted) {

  Posting again() {
    return new Posting(key, subscription, notification, confirmation, attempts + 1, accepted);
  }
}
