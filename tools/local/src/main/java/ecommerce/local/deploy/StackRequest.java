package ecommerce.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A stack that someone wants: its name, its template, the template's parameters, and tags for all
 * its resources.
 */
public record StackRequest(
    String stackName, Path template, Map<String, String> parameters, Map<String, String> tags) {

  public StackRequest {
    parameters = Map.copyOf(parameters);
    tags = Map.copyOf(tags);
  }

  /**
   * The stack's tags, and a resource's own where its properties have some: as a list or as a map.
   */
  Map<String, String> tagsOf(JsonNode properties) {
    Map<String, String> all = new LinkedHashMap<>(tags);
    JsonNode own = properties.path("Tags");
    if (own.isArray()) {
      own.forEach(tag -> all.put(tag.path("Key").asText(), tag.path("Value").asText()));
    } else {
      own.properties().forEach(tag -> all.put(tag.getKey(), tag.getValue().asText()));
    }
    return all;
  }
}
