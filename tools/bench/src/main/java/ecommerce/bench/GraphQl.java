package ecommerce.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;

/** GraphQL operations of one field, with one person's ID token. */
final class GraphQl {

  private final Http http;
  private final URI url;
  private final Map<String, String> headers;

  GraphQl(Http http, String url, String idToken) {
    this.http = http;
    this.url = URI.create(url);
    this.headers = Map.of("Authorization", idToken);
  }

  /**
   * The value of the field.
   *
   * @throws Failure with the first error, where there is one
   */
  JsonNode ask(String field, String operation, ObjectNode variables) {
    ObjectNode body = Http.JSON.createObjectNode().put("query", operation);
    body.set("variables", variables);
    JsonNode answer = http.post(url, headers, body);
    JsonNode error = answer.at("/errors/0/message");
    if (!error.isMissingNode()) {
      throw new Failure(field + ": " + error.asText());
    }
    return answer.path("data").path(field);
  }

  /** A mutation of one thing by its order's id that answers whether it succeeded. */
  boolean move(String field, String inputType, String orderId) {
    ObjectNode variables = Http.JSON.createObjectNode();
    variables.putObject("input").put("orderId", orderId);
    String mutation =
        "mutation ($input: " + inputType + "!) { " + field + "(input: $input) { success } }";
    return ask(field, mutation, variables).path("success").asBoolean();
  }
}
