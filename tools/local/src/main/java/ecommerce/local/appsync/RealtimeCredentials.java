package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.Endpoints;
import ecommerce.local.wire.Headers;
import ecommerce.local.wire.HttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a real-time client says who it is: with the headers that it would send to the GraphQL URL, as
 * JSON. A connection gives them as the query parameter {@code header} (base64), as a subprotocol
 * {@code header-…} (base64url), or as headers of its own; each subscription gives its own again.
 * For a signature they are those of a POST to {@code /graphql/connect} with the body <code>{}
 * </code>, and of a POST to {@code /graphql} with what is subscribed with as its body.
 */
final class RealtimeCredentials {

  private static final String PREFIX = "header-";

  /** Credentials that cannot be read. */
  static final class Malformed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  private RealtimeCredentials() {}

  /**
   * The request whose headers open a connection.
   *
   * @throws Malformed where they cannot be read
   */
  static HttpRequest ofConnection(HttpRequest upgrade, String apiId) {
    Optional<String> encoded =
        Stream.concat(
                parameter(upgrade.query(), "header").stream(),
                subprotocols(upgrade)
                    .filter(name -> name.startsWith(PREFIX))
                    .map(name -> name.substring(PREFIX.length())))
            .findFirst();
    parameter(upgrade.query(), "payload").ifPresent(RealtimeCredentials::object);
    Headers headers =
        encoded.isPresent() ? headers(object(encoded.get())) : given(upgrade.headers());
    return posted(headers, apiId, "/graphql/connect", "{}", upgrade.sourceIp());
  }

  /**
   * The request that a subscription stands for.
   *
   * @param payload {@code data} is the GraphQL request as JSON text
   * @throws Malformed where they cannot be read
   */
  static HttpRequest ofSubscription(JsonNode payload, String apiId, String sourceIp) {
    JsonNode authorization = payload.path("extensions").path("authorization");
    if (!authorization.isObject() || !payload.path("data").isTextual()) {
      throw new Malformed(
          "A subscription needs payload.data and payload.extensions.authorization.");
    }
    String data = payload.path("data").textValue();
    return posted(headers(authorization), apiId, "/graphql", data, sourceIp);
  }

  static Stream<String> subprotocols(HttpRequest upgrade) {
    return upgrade.headers().all("sec-websocket-protocol").stream()
        .flatMap(line -> Stream.of(line.split(",")))
        .map(String::strip);
  }

  private static Optional<String> parameter(String query, String name) {
    return Stream.of(query.split("&"))
        .filter(part -> part.startsWith(name + "="))
        .map(part -> part.substring(name.length() + 1).replace("+", "%2B"))
        .map(RealtimeCredentials::decoded)
        .findFirst();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Malformed("The URL has a malformed percent-encoding.");
    }
  }

  private static JsonNode object(String base64) {
    try {
      byte[] bytes =
          Base64.getUrlDecoder()
              .decode(base64.replace('+', '-').replace('/', '_').replaceAll("=+$", ""));
      JsonNode json = Json.read(new String(bytes, StandardCharsets.UTF_8));
      if (json.isObject()) {
        return json;
      }
    } catch (IllegalArgumentException e) {
      // Said below, whatever it is.
    }
    throw new Malformed("The header and payload of a connection are JSON objects in base64.");
  }

  private static Headers headers(JsonNode json) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    json.properties()
        .forEach(header -> headers.put(header.getKey(), List.of(header.getValue().asText())));
    return new Headers(headers);
  }

  /** A client that gives them as headers gives the connection's own with them. */
  private static Headers given(Headers headers) {
    Map<String, List<String>> given = new LinkedHashMap<>(headers.values());
    given.keySet().removeIf(name -> name.startsWith("sec-") || name.equals("upgrade"));
    return new Headers(given);
  }

  /**
   * Signed with the host that clients use on AWS, the path is AWS's; else it is the local one.
   *
   * @throws Malformed where there is no host
   */
  private static HttpRequest posted(
      Headers headers, String apiId, String path, String body, String sourceIp) {
    String host =
        headers.first("host").orElseThrow(() -> new Malformed("Required headers are missing."));
    boolean distant = host.startsWith(apiId + ".appsync-api.");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String whole = (distant ? "" : Endpoints.GRAPHQL_PREFIX + apiId) + path;
    return new HttpRequest("POST", whole, "", headers, bytes, sourceIp);
  }
}
