package ecommerce.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** OpenAPI documents as text: JSON or YAML; and one put over another. */
final class Documents {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** As deep as operations of paths and schemas of components are. */
  private static final int MERGED_LEVELS = 3;

  private Documents() {}

  static ObjectNode parse(byte[] text) {
    String document = new String(text, StandardCharsets.UTF_8).strip();
    try {
      JsonNode read = document.startsWith("{") ? JSON.readTree(document) : yaml(document);
      if (read instanceof ObjectNode object) {
        return object;
      }
      throw Patches.badRequest("Invalid OpenAPI input: the document must be an object");
    } catch (IOException | YamlEngineException e) {
      throw Patches.badRequest("Invalid OpenAPI input: " + e.getMessage());
    }
  }

  private static JsonNode yaml(String document) {
    return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(document));
  }

  /**
   * The first document with what the second one says put over it; operations and schemas are
   * replaced whole.
   */
  static ObjectNode merged(JsonNode base, ObjectNode over) {
    ObjectNode result = base.deepCopy();
    if (over.has("openapi")) {
      result.remove("swagger");
    } else if (over.has("swagger")) {
      result.remove("openapi");
    }
    merge(result, over, MERGED_LEVELS);
    return result;
  }

  private static void merge(ObjectNode base, ObjectNode over, int levels) {
    over.properties()
        .forEach(
            entry -> {
              boolean deeper = levels > 1 && base.get(entry.getKey()) instanceof ObjectNode;
              if (deeper && entry.getValue() instanceof ObjectNode object) {
                merge((ObjectNode) base.get(entry.getKey()), object, levels - 1);
              } else {
                base.set(entry.getKey(), entry.getValue());
              }
            });
  }
}
