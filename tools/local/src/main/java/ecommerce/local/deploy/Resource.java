package ecommerce.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import ecommerce.local.Endpoints;
import java.util.HashMap;
import java.util.Map;

/**
 * A resource that a stack has made.
 *
 * @param physicalId what {@code Ref} gives
 * @param attributes what {@code Fn::GetAtt} gives, by name
 */
public record Resource(String physicalId, Map<String, JsonNode> attributes) {

  public Resource {
    attributes = Map.copyOf(attributes);
  }

  public static Resource of(String physicalId) {
    return new Resource(physicalId, Map.of());
  }

  public Resource with(String attribute, String value) {
    return with(attribute, TextNode.valueOf(value));
  }

  public Resource with(String attribute, JsonNode value) {
    Map<String, JsonNode> more = new HashMap<>(attributes);
    more.put(attribute, value);
    return new Resource(physicalId, more);
  }

  /** The same resource, where its environment is reached at another host and port. */
  Resource moved(String from, String to) {
    Map<String, JsonNode> changed = new HashMap<>();
    attributes.forEach(
        (name, value) ->
            changed.put(
                name,
                value.isTextual()
                    ? TextNode.valueOf(Endpoints.moved(value.textValue(), from, to))
                    : value));
    return new Resource(Endpoints.moved(physicalId, from, to), changed);
  }

  /**
   * @throws IllegalStateException where it has no such attribute
   */
  public String attribute(String name) {
    JsonNode value = attributes.get(name);
    if (value == null) {
      throw new IllegalStateException(physicalId + " has no attribute " + name);
    }
    return value.asText();
  }
}
