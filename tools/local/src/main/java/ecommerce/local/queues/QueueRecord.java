package ecommerce.local.queues;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A queue as it is kept.
 *
 * @param attributes those that were set; the rest have their default
 */
record QueueRecord(
    String name,
    Instant created,
    Instant modified,
    Map<String, String> attributes,
    Map<String, String> tags) {

  QueueRecord {
    attributes = Map.copyOf(attributes);
    tags = Map.copyOf(tags);
  }

  QueueRecord withAttributes(Map<String, String> now, Instant when) {
    return new QueueRecord(name, created, when, now, tags);
  }

  QueueRecord withTags(Map<String, String> now) {
    return new QueueRecord(name, created, modified, attributes, now);
  }

  Duration seconds(String attribute) {
    return Duration.ofSeconds(number(attribute));
  }

  int number(String attribute) {
    return Integer.parseInt(QueueAttributes.valueOf(attribute, attributes));
  }

  Optional<JsonNode> policy() {
    return Optional.ofNullable(attributes.get("Policy")).map(Documents::known);
  }

  Optional<Redrive> redrive() {
    return Optional.ofNullable(attributes.get("RedrivePolicy")).map(Redrive::parse);
  }

  RedriveAllowance allowance() {
    return Optional.ofNullable(attributes.get("RedriveAllowPolicy"))
        .map(RedriveAllowance::parse)
        .orElse(RedriveAllowance.ALL);
  }
}
