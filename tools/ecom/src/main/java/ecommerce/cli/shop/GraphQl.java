package ecommerce.cli.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.cli.site.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * A GraphQL client with one credential. An answer with errors is a {@link Failure} that says them.
 */
public final class GraphQl {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI url;
  private final String header;
  private final String credential;

  private GraphQl(String url, String header, String credential) {
    this.url = URI.create(url);
    this.header = header;
    this.credential = credential;
  }

  static GraphQl withKey(String url, String apiKey) {
    return new GraphQl(url, "x-api-key", apiKey);
  }

  public static GraphQl withToken(String url, String idToken) {
    return new GraphQl(url, "Authorization", idToken);
  }

  /** The value of the one field that the operation asks for. */
  public JsonNode ask(String field, String operation, ObjectNode variables) {
    ObjectNode body = JSON.createObjectNode().put("query", operation);
    body.set("variables", variables);
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofSeconds(35))
            .header("Content-Type", "application/json")
            .header(header, credential)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try {
      JsonNode answer =
          JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
      if (answer.hasNonNull("errors") && !answer.get("errors").isEmpty()) {
        throw new Failure(field + " failed: " + answer.at("/errors/0/message").asText());
      }
      return answer.path("data").path(field);
    } catch (IOException e) {
      throw new Failure(field + " got no answer from " + url + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(field + " was interrupted", e);
    }
  }

  public static ObjectNode variables() {
    return JSON.createObjectNode();
  }
}
