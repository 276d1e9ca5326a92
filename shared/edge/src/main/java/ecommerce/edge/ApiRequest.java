package ecommerce.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request as API Gateway's Lambda proxy integration hands it over.
 *
 * @param caller the ARN of the IAM identity that signed it; empty on an API without IAM
 *     authorisation
 * @param text the body as text, decoded
 */
public record ApiRequest(
    String method,
    String path,
    Map<String, String> pathParameters,
    Optional<String> caller,
    String text) {

  public ApiRequest {
    pathParameters = Map.copyOf(pathParameters);
  }

  static ApiRequest of(JsonNode event) {
    Map<String, String> parameters = new HashMap<>();
    event
        .path("pathParameters")
        .properties()
        .forEach(p -> parameters.put(p.getKey(), p.getValue().asText()));
    JsonNode identity = event.path("requestContext").path("identity");
    String body = event.path("body").asText("");
    return new ApiRequest(
        event.path("httpMethod").asText(),
        event.path("path").asText(),
        parameters,
        Optional.ofNullable(identity.path("userArn").textValue()),
        event.path("isBase64Encoded").asBoolean()
            ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
            : body);
  }

  /**
   * The fields of a JSON body.
   *
   * @throws InvalidInput where it is missing, not JSON, or no object
   */
  public Fields body() {
    return Fields.of(Json.parse(text));
  }

  /**
   * @throws InvalidInput naming the parameter, where the path has none
   */
  public String pathParameter(String name) {
    return Optional.ofNullable(pathParameters.get(name))
        .orElseThrow(() -> new InvalidInput("path parameter " + name + " is missing"));
  }
}
