package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.wire.HttpRequest;
import java.util.Map;

/**
 * The body of a GraphQL request.
 *
 * @param operationName null where none is named
 */
record GraphqlBody(String query, String operationName, Map<String, Object> variables) {

  /** A body that is no GraphQL request. */
  static final class Malformed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * @throws Malformed in AppSync's words
   */
  @SuppressWarnings("unchecked") // A JSON object is a map by text.
  static GraphqlBody of(HttpRequest request) {
    if (!request.method().equals("POST") || request.body().length == 0) {
      throw new Malformed("Request body is empty.");
    }
    JsonNode body;
    try {
      body = Json.read(request.text());
    } catch (IllegalArgumentException e) {
      throw new Malformed("Request body is not valid JSON.");
    }
    if (!body.path("query").isTextual() || body.path("query").textValue().isBlank()) {
      throw new Malformed("Unable to parse GraphQL query.");
    }
    JsonNode variables = body.path("variables");
    if (!variables.isMissingNode() && !variables.isNull() && !variables.isObject()) {
      throw new Malformed("Unable to parse GraphQL variables: they must be a JSON object.");
    }
    JsonNode name = body.path("operationName");
    return new GraphqlBody(
        body.get("query").textValue(),
        name.isTextual() && !name.textValue().isEmpty() ? name.textValue() : null,
        variables.isObject() ? (Map<String, Object>) Json.plain(variables) : Map.of());
  }
}
