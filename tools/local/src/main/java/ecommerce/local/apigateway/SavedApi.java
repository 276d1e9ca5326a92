package ecommerce.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A REST API as it was last written.
 *
 * @param created milliseconds
 * @param document its OpenAPI document; an empty object before one is put
 */
record SavedApi(
    String id,
    String name,
    String description,
    String version,
    long created,
    List<String> endpointTypes,
    List<String> binaryMediaTypes,
    Map<String, String> tags,
    JsonNode document) {

  SavedApi named(String newName) {
    return new SavedApi(
        id,
        newName,
        description,
        version,
        created,
        endpointTypes,
        binaryMediaTypes,
        tags,
        document);
  }

  SavedApi described(String text) {
    return new SavedApi(
        id, name, text, version, created, endpointTypes, binaryMediaTypes, tags, document);
  }

  SavedApi withBinaryMediaTypes(List<String> types) {
    return new SavedApi(
        id, name, description, version, created, endpointTypes, List.copyOf(types), tags, document);
  }

  SavedApi tagged(Map<String, String> others) {
    return new SavedApi(
        id, name, description, version, created, endpointTypes, binaryMediaTypes, others, document);
  }

  SavedApi withDocument(JsonNode newDocument, RestDefinition definition) {
    return new SavedApi(
        id,
        definition.title().isEmpty() ? name : definition.title(),
        definition.description(),
        definition.version(),
        created,
        endpointTypes,
        definition.binaryMediaTypes(),
        tags,
        newDocument);
  }

  /** The root resource's id; the same for the API's whole life. */
  String rootResourceId() {
    return Ids.of(id + "/", 10);
  }
}
