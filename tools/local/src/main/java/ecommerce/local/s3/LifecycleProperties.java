package ecommerce.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A template's {@code LifecycleConfiguration} in S3's own terms. */
final class LifecycleProperties {

  private LifecycleProperties() {}

  static JsonNode rules(JsonNode property) {
    ObjectNode configuration = JsonNodeFactory.instance.objectNode();
    var rules = configuration.putArray("Rules");
    property.path("Rules").forEach(rule -> rules.add(rule(rule)));
    return configuration;
  }

  private static ObjectNode rule(JsonNode property) {
    ObjectNode rule = JsonNodeFactory.instance.objectNode();
    take(property, "Id", rule, "ID");
    take(property, "Status", rule, "Status");
    rule.putObject("Filter").put("Prefix", property.path("Prefix").asText(""));
    ObjectNode expiration = JsonNodeFactory.instance.objectNode();
    take(property, "ExpirationInDays", expiration, "Days");
    take(property, "ExpiredObjectDeleteMarker", expiration, "ExpiredObjectDeleteMarker");
    if (!expiration.isEmpty()) {
      rule.set("Expiration", expiration);
    }
    if (property.has("NoncurrentVersionExpirationInDays")) {
      take(
          property,
          "NoncurrentVersionExpirationInDays",
          rule.putObject("NoncurrentVersionExpiration"),
          "NoncurrentDays");
    }
    take(property, "NoncurrentVersionExpiration", rule, "NoncurrentVersionExpiration");
    take(property, "AbortIncompleteMultipartUpload", rule, "AbortIncompleteMultipartUpload");
    return rule;
  }

  private static void take(JsonNode from, String name, ObjectNode to, String as) {
    if (from.has(name)) {
      to.set(as, from.get(name));
    }
  }
}
