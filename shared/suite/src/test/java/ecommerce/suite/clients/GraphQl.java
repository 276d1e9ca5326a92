package ecommerce.suite.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** The frontend API, with one credential or none. */
public final class GraphQl {

  private final HttpClient http;
  private final URI url;
  private final Map<String, String> headers;

  GraphQl(HttpClient http, URI url, Map<String, String> headers) {
    this.http = http;
    this.url = url;
    this.headers = headers;
  }

  /** The same API with other headers. */
  public GraphQl with(String header, String value) {
    return new GraphQl(http, url, Map.of(header, value));
  }

  /** The same API without a credential. */
  public GraphQl withoutCredential() {
    return new GraphQl(http, url, Map.of());
  }

  /** The same API at its URL with a slash at the end. */
  public GraphQl atSlash() {
    return new GraphQl(http, URI.create(url + "/"), headers);
  }

  /**
   * A client of live updates with the same credential.
   *
   * @param realtimeUrl where subscriptions are served
   */
  public LiveUpdates live(String realtimeUrl) {
    return LiveUpdates.open(realtimeUrl, url.getAuthority(), headers);
  }

  /**
   * @param variables names and values, in turn
   */
  public GraphQlAnswer ask(String query, Object... variables) {
    return post(Json.object("query", query, "variables", Json.object(variables)));
  }

  /**
   * Asks for one field with one {@code input}: {@code startPackaging}, of type {@code
   * PackagingInput}, and so on.
   */
  public GraphQlAnswer act(String field, String inputType, ObjectNode input) {
    return ask(
        "mutation ($input: " + inputType + "!) { " + field + "(input: $input) { success } }",
        "input",
        input);
  }

  /** Posts any body. */
  public GraphQlAnswer post(JsonNode body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(35));
    request.header("Content-Type", "application/json");
    headers.forEach(request::header);
    try {
      HttpResponse<String> response =
          http.send(
              request.POST(HttpRequest.BodyPublishers.ofString(body.toString())).build(),
              HttpResponse.BodyHandlers.ofString());
      return new GraphQlAnswer(response.statusCode(), Json.parse(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
