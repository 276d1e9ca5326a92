package ecommerce.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What an API answers: a status and a JSON body. Errors are always {@code {"message": …}}. */
public record ApiAnswer(int status, JsonNode body) {

  public static ApiAnswer ok(JsonNode body) {
    return new ApiAnswer(200, body);
  }

  public static ApiAnswer error(int status, String message) {
    return new ApiAnswer(status, Json.object().put("message", message));
  }

  ObjectNode proxyResponse() {
    ObjectNode response = Json.object().put("statusCode", status).put("isBase64Encoded", false);
    response
        .putObject("headers")
        .put("Content-Type", "application/json")
        .put("Access-Control-Allow-Origin", "*")
        .put(
            "Access-Control-Allow-Headers",
            "Authorization,Content-Type,X-Amz-Date,X-Amz-Security-Token,X-Api-Key")
        .put("Access-Control-Allow-Methods", "GET,POST,OPTIONS");
    return response.put("body", Json.write(body));
  }
}
