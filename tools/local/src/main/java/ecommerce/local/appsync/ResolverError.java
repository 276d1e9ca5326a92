package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An error of a resolver or its data source, as {@code util.error} and {@code ctx.error} have it.
 *
 * @param type empty for none
 */
record ResolverError(String type, String message, JsonNode data, JsonNode errorInfo) {

  static ResolverError of(String type, String message) {
    return new ResolverError(type, message, NullNode.instance, NullNode.instance);
  }

  static ResolverError of(JsonNode error) {
    return new ResolverError(
        error.path("type").asText(""),
        error.path("message").asText(""),
        error.path("data"),
        error.path("errorInfo"));
  }

  /** What {@code util.unauthorized} raises; the field's name is filled in where it is known. */
  static ResolverError unauthorized() {
    return of(UNAUTHORIZED, "");
  }

  static final String UNAUTHORIZED = "Unauthorized";

  /** As {@code ctx.error}. */
  ObjectNode json() {
    return JsonNodeFactory.instance.objectNode().put("message", message).put("type", type);
  }
}
