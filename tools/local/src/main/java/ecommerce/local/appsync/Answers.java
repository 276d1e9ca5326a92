package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Scope;
import ecommerce.local.wire.Headers;
import ecommerce.local.wire.HttpResponse;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.execution.NonNullableFieldWasNullError;
import graphql.language.SourceLocation;
import graphql.validation.ValidationError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers in AppSync's form. */
final class Answers {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern NULL_IN_VAIN =
      Pattern.compile(
          "^The field at path '(.*?)' was declared .*non-nullable type is '(.*?)' within parent"
              + " type '(.*?)'",
          Pattern.DOTALL);

  private Answers() {}

  static HttpResponse of(ExecutionResult result) {
    return response(200, json(result), "");
  }

  static ObjectNode json(ExecutionResult result) {
    ObjectNode body = JSON.objectNode();
    body.set("data", result.getData() == null ? NullNode.instance : Json.tree(result.getData()));
    if (!result.getErrors().isEmpty()) {
      body.set("errors", json(result.getErrors()));
    }
    return body;
  }

  static ArrayNode json(List<GraphQLError> errors) {
    ArrayNode array = JSON.arrayNode();
    errors.forEach(error -> array.add(json(error)));
    return array;
  }

  /** A subscription begins without data, whatever its type says. */
  static List<GraphQLError> besidesMissingData(List<GraphQLError> errors) {
    return errors.stream()
        .filter(error -> !(error instanceof NonNullableFieldWasNullError))
        .toList();
  }

  /** A request that is refused as a whole. */
  static HttpResponse refused(int status, String type, String message) {
    ObjectNode body = JSON.objectNode();
    body.putArray("errors").addObject().put("errorType", type).put("message", message);
    return response(status, body, type);
  }

  /** What browsers ask before they send. */
  static HttpResponse preflight() {
    return new HttpResponse(
        200,
        Headers.of(
            "Access-Control-Allow-Origin",
            "*",
            "Access-Control-Allow-Methods",
            "POST, OPTIONS",
            "Access-Control-Allow-Headers",
            "authorization, content-type, x-amz-date, x-amz-security-token, x-amz-user-agent,"
                + " x-api-key",
            "Access-Control-Max-Age",
            "172800"),
        new byte[0]);
  }

  private static HttpResponse response(int status, ObjectNode body, String error) {
    Headers headers =
        Headers.of(
            "Content-Type", "application/json;charset=UTF-8",
            "Access-Control-Allow-Origin", "*",
            "Access-Control-Expose-Headers", "x-amzn-RequestId,x-amzn-ErrorType",
            "x-amzn-RequestId",
                Scope.current()
                    .requestId()
                    .orElseGet(() -> java.util.UUID.randomUUID().toString()));
    if (!error.isEmpty()) {
      headers.values().put("x-amzn-errortype", List.of(error));
    }
    return new HttpResponse(status, headers, body.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode json(GraphQLError error) {
    ObjectNode json = JSON.objectNode();
    json.set(
        "path",
        error.getPath() == null || error.getPath().isEmpty()
            ? NullNode.instance
            : Json.tree(error.getPath()));
    switch (error) {
      case FieldError field -> {
        json.set("data", field.error().data());
        json.put("errorType", field.error().type().isEmpty() ? null : field.error().type());
        json.set("errorInfo", field.error().errorInfo());
      }
      case ValidationError validation -> json.put("errorType", "ValidationError");
      default -> {}
    }
    json.set("locations", locations(error.getLocations()));
    return json.put("message", message(error));
  }

  private static com.fasterxml.jackson.databind.JsonNode locations(List<SourceLocation> locations) {
    if (locations == null || locations.isEmpty()) {
      return NullNode.instance;
    }
    ArrayNode array = JSON.arrayNode();
    locations.forEach(
        at ->
            array
                .addObject()
                .put("line", at.getLine())
                .put("column", at.getColumn())
                .putNull("sourceName"));
    return array;
  }

  private static String message(GraphQLError error) {
    if (error instanceof NonNullableFieldWasNullError) {
      Matcher parts = NULL_IN_VAIN.matcher(error.getMessage());
      if (parts.find()) {
        return "Cannot return null for non-nullable type: '%s' within parent '%s' (%s)"
            .formatted(parts.group(2), parts.group(3), parts.group(1));
      }
    }
    return error.getMessage();
  }
}
