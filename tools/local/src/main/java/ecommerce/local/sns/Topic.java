package ecommerce.local.sns;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A topic as it is kept.
 *
 * @param attributes those that were set, by their names on the wire
 */
record Topic(String name, Map<String, String> attributes, Map<String, String> tags, Instant made) {

  Topic {
    attributes = Map.copyOf(attributes);
    tags = Map.copyOf(tags);
  }

  /**
   * @param value empty for the default
   */
  Topic with(String attribute, String value) {
    Map<String, String> more = new HashMap<>(attributes);
    if (value.isEmpty()) {
      more.remove(attribute);
    } else {
      more.put(attribute, value);
    }
    return new Topic(name, more, tags, made);
  }

  Topic tagged(Map<String, String> all) {
    return new Topic(name, attributes, all, made);
  }

  String signatureVersion() {
    return attributes.getOrDefault("SignatureVersion", "1");
  }
}
