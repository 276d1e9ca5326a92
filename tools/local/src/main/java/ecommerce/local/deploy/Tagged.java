package ecommerce.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tags of resources: the stack's, then their own. */
final class Tagged {

  private Tagged() {}

  /** A resource's own tags are a list or a map. */
  static Map<String, String> tags(Map<String, String> stack, JsonNode properties) {
    Map<String, String> all = new LinkedHashMap<>(stack);
    JsonNode own = properties.path("Tags");
    if (own.isArray()) {
      own.forEach(tag -> all.put(tag.path("Key").asText(), tag.path("Value").asText()));
    } else {
      own.properties().forEach(tag -> all.put(tag.getKey(), tag.getValue().asText()));
    }
    return all;
  }

  /** Whether resources of a type have tags. */
  static boolean takes(ResourceType type) {
    return type.properties().stream().anyMatch(path -> path.matches("(UserPool)?Tags([.\\[].*)?"));
  }
}
