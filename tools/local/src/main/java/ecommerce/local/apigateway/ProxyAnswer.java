package ecommerce.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.wire.Headers;
import ecommerce.local.wire.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The answer that a function gives for a request: "output format of a Lambda function for proxy
 * integration".
 */
final class ProxyAnswer {

  private static final Set<String> MEMBERS =
      Set.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");
  private static final Set<String> REMAPPED =
      Set.of(
          "authorization",
          "connection",
          "content-length",
          "content-md5",
          "date",
          "host",
          "server",
          "user-agent",
          "www-authenticate");
  private static final Set<String> DROPPED =
      Set.of(
          "expect",
          "keep-alive",
          "max-forwards",
          "proxy-authenticate",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private ProxyAnswer() {}

  /**
   * Empty where the payload is no such answer: API Gateway then says 502.
   *
   * @param decodes whether a body in base64 becomes bytes: the client accepts a binary media type
   */
  static Optional<HttpResponse> read(JsonNode payload, boolean decodes) {
    try {
      return Optional.of(response(payload, decodes));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static HttpResponse response(JsonNode payload, boolean decodes) {
    require(payload.isObject());
    payload.fieldNames().forEachRemaining(name -> require(MEMBERS.contains(name)));
    JsonNode body = payload.path("body");
    require(body.isMissingNode() || body.isNull() || body.isTextual());
    boolean binary = decodes && payload.path("isBase64Encoded").asBoolean();
    String text = body.isTextual() ? body.asText() : "";
    byte[] bytes =
        binary ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
    return new HttpResponse(
        status(payload.path("statusCode")), new Headers(headers(payload)), bytes);
  }

  private static int status(JsonNode status) {
    if (status.isMissingNode()) {
      return 200;
    }
    require(status.isIntegralNumber() || status.isTextual());
    int code = Integer.parseInt(status.asText());
    require(code >= 100 && code < 600);
    return code;
  }

  private static Map<String, List<String>> headers(JsonNode payload) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("content-type", List.of("application/json"));
    each(
        payload.path("headers"),
        (name, value) -> {
          require(value.isValueNode());
          headers.put(name, List.of(value.asText()));
        });
    each(
        payload.path("multiValueHeaders"),
        (name, values) -> {
          require(values.isArray());
          List<String> all = new ArrayList<>();
          values.forEach(value -> all.add(value.asText()));
          headers.put(name, all);
        });
    return headers;
  }

  private static void each(JsonNode headers, java.util.function.BiConsumer<String, JsonNode> take) {
    require(headers.isMissingNode() || headers.isNull() || headers.isObject());
    headers
        .properties()
        .forEach(
            entry -> {
              String name = entry.getKey().toLowerCase(Locale.ROOT);
              if (!DROPPED.contains(name) && !entry.getValue().isNull()) {
                take.accept(
                    REMAPPED.contains(name) ? "x-amzn-remapped-" + name : name, entry.getValue());
              }
            });
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException();
    }
  }
}
