package ecommerce.suite.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import ecommerce.deploy.Services;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import software.amazon.awssdk.regions.Region;

/** What can be known of LocalStack as a target without running it. */
class LocalStackTest {

  private static final String COMMUNITY =
      """
      {"services": {"apigateway": "available", "cloudformation": "running", "cloudwatch": "available",
         "dynamodb": "available", "dynamodbstreams": "available", "events": "running", "iam": "available",
         "lambda": "running", "logs": "available", "s3": "available", "sns": "available", "sqs": "available",
         "ssm": "available", "sts": "available", "swf": "disabled"},
       "edition": "community", "version": "4.14.0"}
      """;

  private static LocalStackEdition edition(String health) {
    try {
      return LocalStackEdition.of(new ObjectMapper().readTree(health));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void offersWhatItsHealthPageCallsAvailableOrRunning() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/_localstack/health",
        exchange -> {
          byte[] body = COMMUNITY.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      LocalStackEdition edition =
          LocalStackEdition.at(URI.create("http://localhost:" + server.getAddress().getPort()));
      assertThat(edition.name()).isEqualTo("community");
      assertThat(edition.offered()).contains("lambda", "dynamodb").doesNotContain("swf", "appsync");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void leavesOutWhatTheEditionCannotBearAndSaysWhy() {
    LocalStackEdition.Plan plan = edition(COMMUNITY).plan(Services.inOrder(Checkout.root()));
    assertThat(plan.left())
        .containsOnlyKeys("users", "frontend-api")
        .containsEntry("users", "LocalStack community has no cognito-idp");
    assertThat(plan.left().get("frontend-api")).contains("appsync");
    assertThat(plan.deployable())
        .extracting(Services.Service::name)
        .containsSubsequence("platform", "orders", "delivery")
        .contains("products", "delivery-pricing", "payment-3p", "payment", "warehouse");
  }

  @Test
  void leavesOutAServiceWhoseDependencyIsLeftOut() {
    String noPayments = COMMUNITY.replace("\"sqs\": \"available\"", "\"sqs\": \"disabled\"");
    LocalStackEdition.Plan plan = edition(noPayments).plan(Services.inOrder(Checkout.root()));
    assertThat(plan.left().get("orders")).isEqualTo("LocalStack community has no sqs");
    assertThat(plan.deployable())
        .extracting(Services.Service::name)
        .contains("payment-3p")
        .doesNotContain("orders", "delivery");
  }

  @Test
  void verifiesNoSignaturesInItsFreeEdition() {
    assertThat(edition(COMMUNITY).lacks()).containsOnlyKeys(Capability.SIGNATURES);
    assertThat(edition(COMMUNITY.replace("\"community\"", "\"pro\"")).lacks()).isEmpty();
  }

  @Test
  void isReachedByPathWhereItsApisHaveHostNames() {
    URI endpoint = URI.create("http://localhost:32771");
    assertThat(
            LocalStackTarget.reached(
                endpoint,
                "https://abc123.execute-api.us-east-1.localhost.localstack.cloud/localstack"))
        .isEqualTo("http://localhost:32771/_aws/execute-api/abc123/localstack");
    assertThat(LocalStackTarget.reached(endpoint, "ecommerce-localstack"))
        .isEqualTo("ecommerce-localstack");
  }

  @Test
  void failsAtOnceWithoutADockerEngine() {
    assumeFalse(DockerClientFactory.instance().isDockerAvailable(), "a Docker engine answers here");
    assertThatThrownBy(() -> LocalStackTarget.start(Region.US_EAST_1, LocalStackTarget.IMAGE))
        .hasMessageContaining("needs a Docker engine");
  }
}
