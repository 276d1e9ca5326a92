package ecommerce.cli.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.cli.site.Aws;
import ecommerce.cli.site.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;

/**
 * The platform as people use it: GraphQL, signed in as one of them, and the payment company
 * outside.
 */
public final class Shop {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Aws aws;
  private final String graphqlUrl;
  private final Map<Person, GraphQl> signedIn = new HashMap<>();

  public Shop(Aws aws) {
    this.aws = aws;
    this.graphqlUrl = aws.parameter("frontend-api/api/url");
  }

  /** GraphQL with a person's ID token. */
  public GraphQl as(Person person) {
    return signedIn.computeIfAbsent(person, any -> GraphQl.withToken(graphqlUrl, signIn(person)));
  }

  private String signIn(Person person) {
    String pool = aws.parameter("users/user-pool/id");
    String client = aws.parameter("users/user-pool/client-id");
    try (CognitoIdentityProviderClient cognito = aws.cognito()) {
      return cognito
          .adminInitiateAuth(
              r ->
                  r.userPoolId(pool)
                      .clientId(client)
                      .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                      .authParameters(
                          Map.of("USERNAME", person.email(), "PASSWORD", Person.PASSWORD)))
          .authenticationResult()
          .idToken();
    }
  }

  /** Calls the payment company, as a browser would. */
  public JsonNode pay(String operation, ObjectNode body) {
    URI url = URI.create(aws.parameter("payment-3p/api/url") + "/" + operation);
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(url)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      JsonNode tree = JSON.readTree(answer.body());
      if (answer.statusCode() != 200) {
        throw new Failure(operation + " was refused: " + tree.path("message").asText());
      }
      return tree;
    } catch (IOException e) {
      throw new Failure(operation + " got no answer from " + url + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(operation + " was interrupted", e);
    }
  }
}
