package ecommerce.suite.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.suite.contract.RestContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A service's REST API. Every answer must be one that its {@code openapi.yaml} promises; those of
 * backends carry the CORS headers.
 */
public final class RestApi {

  private static final List<String> CORS =
      List.of(
          "Access-Control-Allow-Origin",
          "Access-Control-Allow-Headers",
          "Access-Control-Allow-Methods");

  private final HttpClient http;
  private final String url;
  private final Signing signing;
  private final RestContract contract;

  RestApi(HttpClient http, String url, Signing signing, RestContract contract) {
    this.http = http;
    this.url = url;
    this.signing = signing;
    this.contract = contract;
  }

  /** The same API, called with another signature. */
  public RestApi signedBy(Signing other) {
    return new RestApi(http, url, other, contract);
  }

  public Answer get(String path) {
    return send("GET", path, Optional.empty());
  }

  public Answer post(String path, JsonNode body) {
    return post(path, body.toString());
  }

  /** Posts any text, also one that is no JSON. */
  public Answer post(String path, String body) {
    return send("POST", path, Optional.of(body));
  }

  public Answer send(String method, String path, Optional<String> body) {
    URI uri = URI.create(url + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(35));
    signing.headers(method, uri, body).forEach(request::setHeader);
    body.ifPresent(text -> request.setHeader("Content-Type", "application/json"));
    request.method(
        method,
        body.map(HttpRequest.BodyPublishers::ofString)
            .orElseGet(HttpRequest.BodyPublishers::noBody));
    Answer answer = send(request.build());
    contract.check(method, path, answer);
    if (path.startsWith("/backend")) {
      assertThat(answer.headers().map())
          .as("CORS headers of %s %s: %s", method, path, answer)
          .containsKeys(corsOf(answer));
    }
    return answer;
  }

  /**
   * The headers' names as the answer spells them; in capitals as contracts.md does where they are
   * missing.
   */
  private static String[] corsOf(Answer answer) {
    return CORS.stream()
        .map(
            name ->
                answer.headers().map().keySet().stream()
                    .filter(name::equalsIgnoreCase)
                    .findFirst()
                    .orElse(name))
        .toArray(String[]::new);
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(request + " got no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
