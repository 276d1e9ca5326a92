package ecommerce.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A bucket as it is kept.
 *
 * @param settings everything that was set by an operation of its own, by name
 */
record BucketRecord(
    String name, Instant created, Map<String, String> tags, Map<String, JsonNode> settings) {

  BucketRecord {
    tags = Map.copyOf(tags);
    settings = Map.copyOf(settings);
  }

  Optional<JsonNode> setting(String setting) {
    return Optional.ofNullable(settings.get(setting));
  }

  BucketRecord with(String setting, JsonNode value) {
    Map<String, JsonNode> now = new HashMap<>(settings);
    now.put(setting, value);
    return new BucketRecord(name, created, tags, now);
  }

  BucketRecord without(String setting) {
    Map<String, JsonNode> now = new HashMap<>(settings);
    now.remove(setting);
    return new BucketRecord(name, created, tags, now);
  }

  BucketRecord withTags(Map<String, String> now) {
    return new BucketRecord(name, created, now, settings);
  }

  /** {@code Enabled} or {@code Suspended}; empty where it was never asked for. */
  Optional<String> versioning() {
    return setting(Settings.VERSIONING).map(JsonNode::asText);
  }
}
