package ecommerce.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.wire.HttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Headers and query of a request, as events carry them: the last value of each name, and all
 * values.
 */
final class RequestText {

  /** Not passed on; API Gateway's "important notes" list them. */
  private static final Set<String> DROPPED =
      Set.of(
          "connection",
          "expect",
          "keep-alive",
          "max-forwards",
          "proxy-authenticate",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private RequestText() {}

  /**
   * The headers that an integration sees, in the spelling that HTTP/1.1 clients use, with those
   * that API Gateway adds.
   *
   * @param signed the request was authorised by its signature, which is not passed on
   */
  static Map<String, List<String>> headers(HttpRequest request, String traceId, boolean signed) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    request
        .headers()
        .values()
        .forEach(
            (name, values) -> {
              boolean signature =
                  name.equals("authorization") && (signed || values.getFirst().startsWith("AWS4-"));
              if (!DROPPED.contains(name) && !signature) {
                headers.put(spelled(name), values);
              }
            });
    List<String> forwarded = new ArrayList<>(request.headers().all("x-forwarded-for"));
    forwarded.add(request.sourceIp());
    headers.put("X-Amzn-Trace-Id", List.of(traceId));
    headers.put("X-Forwarded-For", List.of(String.join(", ", forwarded)));
    headers.putIfAbsent("X-Forwarded-Port", List.of("443"));
    headers.putIfAbsent("X-Forwarded-Proto", List.of("https"));
    return headers;
  }

  /** Decoded query parameters with all their values, in the order in which they came. */
  static Map<String, List<String>> query(String raw) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : raw.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.computeIfAbsent(decoded(name), any -> new ArrayList<>()).add(decoded(value));
      }
    }
    return parameters;
  }

  /** The last value of each name; null, as in events, where there is none. */
  static JsonNode single(Map<String, List<String>> values) {
    ObjectNode object = JSON.objectNode();
    values.forEach((name, all) -> object.put(name, all.getLast()));
    return values.isEmpty() ? JSON.nullNode() : object;
  }

  /** All values of each name; null where there is none. */
  static JsonNode multiple(Map<String, List<String>> values) {
    ObjectNode object = JSON.objectNode();
    values.forEach((name, all) -> all.forEach(object.withArrayProperty(name)::add));
    return values.isEmpty() ? JSON.nullNode() : object;
  }

  static JsonNode object(Map<String, String> values) {
    ObjectNode object = JSON.objectNode();
    values.forEach(object::put);
    return values.isEmpty() ? JSON.nullNode() : object;
  }

  private static String decoded(String raw) {
    try {
      return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return raw;
    }
  }

  private static String spelled(String name) {
    StringBuilder spelled = new StringBuilder();
    for (String word : name.split("-", -1)) {
      spelled.append(spelled.isEmpty() ? "" : "-");
      spelled.append(
          word.isEmpty() ? "" : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return spelled.toString();
  }
}
