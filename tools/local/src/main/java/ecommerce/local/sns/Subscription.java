package ecommerce.local.sns;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A subscription as it is kept.
 *
 * @param arn {@code TOPIC-ARN:UUID}
 * @param attributes those that were set, by their names on the wire
 * @param token what confirms it; empty once it is confirmed
 * @param authenticated whether only who is signed in may end it
 */
record Subscription(
    String arn,
    String topicArn,
    Protocol protocol,
    String endpoint,
    Map<String, String> attributes,
    Optional<String> token,
    boolean authenticated,
    Instant made) {

  Subscription {
    attributes = Map.copyOf(attributes);
  }

  boolean pending() {
    return token.isPresent();
  }

  boolean raw() {
    return attributes.getOrDefault("RawMessageDelivery", "false").equals("true");
  }

  /** The ARN of the queue that takes what it does not. */
  Optional<String> deadLetters() {
    return Optional.ofNullable(attributes.get("RedrivePolicy"))
        .map(policy -> Documents.known(policy).path("deadLetterTargetArn").asText());
  }

  Subscription confirmed(boolean onlySignedIn) {
    return new Subscription(
        arn, topicArn, protocol, endpoint, attributes, Optional.empty(), onlySignedIn, made);
  }

  /**
   * @param value empty for none
   */
  Subscription with(String attribute, String value) {
    Map<String, String> more = new HashMap<>(attributes);
    if (value.isEmpty()) {
      more.remove(attribute);
    } else {
      more.put(attribute, value);
    }
    return new Subscription(arn, topicArn, protocol, endpoint, more, token, authenticated, made);
  }
}
