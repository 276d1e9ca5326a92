package ecommerce.local.sns;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A message that was published.
 *
 * @param message what those get for whom there is no variant
 * @param variants by protocol, where the message had the structure {@code json}
 */
record Notification(
    String id,
    String topicArn,
    Optional<String> subject,
    String message,
    Map<String, String> variants,
    Map<String, Attribute> attributes,
    Instant time) {

  Notification {
    variants = Map.copyOf(variants);
    attributes = Map.copyOf(attributes);
  }

  String messageFor(Protocol protocol) {
    return variants.getOrDefault(protocol.wire(), message);
  }
}
