package ecommerce.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;

/** OpenAPI documents as text: JSON or YAML; and one put over another. */
final class Documents {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final YAMLMapper YAML = new YAMLMapper();

  /** As deep as operations of paths and schemas of components are. */
  private static final int MERGED_LEVELS = 3;

  private Documents() {}

  static ObjectNode parse(byte[] text) {
    try {
      int first = 0;
      while (first < text.length && Character.isWhitespace(text[first])) {
        first++;
      }
      boolean json = first < text.length && text[first] == '{';
      if ((json ? JSON : YAML).readTree(text) instanceof ObjectNode document) {
        return document;
      }
      throw Patches.badRequest("Invalid OpenAPI input: the document must be an object");
    } catch (IOException e) {
      throw Patches.badRequest("Invalid OpenAPI input: " + e.getMessage());
    }
  }

  /** The first document with what the second one says put over it; operations and schemas are replaced whole. */
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
    over.properties().forEach(entry -> {
      boolean deeper = levels > 1 && base.get(entry.getKey()) instanceof ObjectNode;
      if (deeper && entry.getValue() instanceof ObjectNode object) {
        merge((ObjectNode) base.get(entry.getKey()), object, levels - 1);
      } else {
        base.set(entry.getKey(), entry.getValue());
      }
    });
  }
}
