package ecommerce.platform.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.edge.InvalidInput;
import ecommerce.edge.Json;
import java.util.Optional;

/**
 * A frame of a client, or its connecting or disconnecting, as API Gateway hands it over. A body
 * that is no JSON, or names no service by a string, names none.
 */
record Frame(String route, String connectionId, Optional<String> serviceName) {

  static Frame of(JsonNode input) {
    JsonNode context = input.path("requestContext");
    return new Frame(
        context.path("routeKey").asText(),
        context.path("connectionId").asText(),
        serviceName(input.path("body")));
  }

  private static Optional<String> serviceName(JsonNode body) {
    if (!body.isTextual()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(Json.parse(body.textValue()).path("serviceName").textValue())
          .filter(name -> !name.isBlank());
    } catch (InvalidInput e) {
      return Optional.empty();
    }
  }
}
