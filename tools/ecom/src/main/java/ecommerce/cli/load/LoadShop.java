package ecommerce.cli.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.cli.shop.GraphQl;
import ecommerce.cli.shop.Person;
import ecommerce.cli.site.Failure;
import ecommerce.deploy.AwsConnection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/**
 * The platform of an environment as a load run uses it: three people of its own ({@code
 * load-customer@example.com} …), whose passwords are new each time, and the payment company. Tokens
 * are renewed before they expire.
 */
final class LoadShop implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration FRESH = Duration.ofMinutes(45);

  private record Session(GraphQl as, Instant since) {}

  private final AwsConnection aws;
  private final String environment;
  private final CognitoIdentityProviderClient cognito;
  private final String graphqlUrl;
  private final URI preauthorise;
  private final String pool;
  private final String client;
  private final String password = password();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Map<Person, Session> sessions = new ConcurrentHashMap<>();

  LoadShop(AwsConnection aws, String environment) {
    this.aws = aws;
    this.environment = environment;
    this.graphqlUrl = parameter("frontend-api/api/url");
    this.preauthorise = URI.create(parameter("payment-3p/api/url") + "/preauth");
    this.pool = parameter("users/user-pool/id");
    this.client = parameter("users/user-pool/client-id");
    this.cognito = aws.client(CognitoIdentityProviderClient.builder());
    invite(Person.CUSTOMER);
    invite(Person.WAREHOUSE);
    invite(Person.DELIVERY);
  }

  private String parameter(String name) {
    String path = "/ecommerce/" + environment + "/" + name;
    try {
      return aws.ssm().getParameter(r -> r.name(path)).parameter().value();
    } catch (ParameterNotFoundException e) {
      throw new Failure(
          "there is no environment "
              + environment
              + " here, or it is not complete: parameter "
              + path
              + " does not exist",
          e);
    }
  }

  private static String password() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    return "Load-1" + HexFormat.of().formatHex(random);
  }

  private static String email(Person person) {
    return "load-" + person.email();
  }

  private void invite(Person person) {
    try {
      cognito.adminCreateUser(
          r ->
              r.userPoolId(pool)
                  .username(email(person))
                  .messageAction(MessageActionType.SUPPRESS)
                  .userAttributes(
                      AttributeType.builder().name("email").value(email(person)).build(),
                      AttributeType.builder().name("email_verified").value("true").build()));
    } catch (UsernameExistsException e) {
      // Of an earlier run.
    }
    cognito.adminSetUserPassword(
        r -> r.userPoolId(pool).username(email(person)).password(password).permanent(true));
    person
        .group()
        .ifPresent(
            group ->
                cognito.adminAddUserToGroup(
                    r -> r.userPoolId(pool).username(email(person)).groupName(group)));
  }

  GraphQl as(Person person) {
    return sessions
        .compute(
            person,
            (any, known) ->
                known != null && known.since().plus(FRESH).isAfter(Instant.now())
                    ? known
                    : new Session(signIn(person), Instant.now()))
        .as();
  }

  private GraphQl signIn(Person person) {
    String token =
        cognito
            .adminInitiateAuth(
                r ->
                    r.userPoolId(pool)
                        .clientId(client)
                        .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                        .authParameters(Map.of("USERNAME", email(person), "PASSWORD", password)))
            .authenticationResult()
            .idToken();
    return GraphQl.withToken(graphqlUrl, token);
  }

  /** Has a card pre-authorised. */
  String authorise(long amount) {
    ObjectNode body =
        JSON.createObjectNode().put("cardNumber", "4111111111111111").put("amount", amount);
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(preauthorise)
                  .timeout(Duration.ofSeconds(35))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      JsonNode tree = JSON.readTree(answer.body());
      if (answer.statusCode() != 200) {
        throw new Failure(
            "preauth answered " + answer.statusCode() + ": " + tree.path("message").asText());
      }
      return tree.path("paymentToken").asText();
    } catch (IOException e) {
      throw new Failure("preauth got no answer: " + e.getClass().getSimpleName(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("preauth was interrupted", e);
    }
  }

  @Override
  public void close() {
    cognito.close();
    http.shutdownNow();
  }
}
