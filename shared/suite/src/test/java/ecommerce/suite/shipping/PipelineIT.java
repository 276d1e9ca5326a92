package ecommerce.suite.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ecommerce.deploy.AwsConnection;
import ecommerce.suite.shipping.SmallProject.Ended;
import ecommerce.suite.target.LocalTarget;
import ecommerce.suite.target.TargetChoice;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/**
 * A push goes over tests, staging and a person to prod, through CodeCommit, CodePipeline, CodeBuild
 * and CloudFormation of a local environment; what a test finds stays out of prod.
 */
@Isolated("beside other tests, its environment would make both slow")
@Timeout(900)
class PipelineIT {

  private static final Map<String, AttributeValue> DESK =
      Map.of("productId", AttributeValue.fromS("desk"));

  @TempDir Path root;
  private LocalTarget target;
  private AwsConnection aws;
  private SmallProject project;

  @BeforeEach
  void start() throws IOException {
    TargetChoice choice = TargetChoice.ofSystemProperties();
    assumeTrue(choice instanceof TargetChoice.Local, "it has a local environment of its own");
    target = LocalTarget.startEmpty(choice.region());
    URI endpoint = target.endpoint().orElseThrow();
    aws = AwsConnection.local(endpoint.toString(), choice.region().id());
    project = SmallProject.in(root, endpoint.getPort());
  }

  @AfterEach
  void stop() {
    if (target != null) {
      aws.close();
      target.close();
    }
  }

  @Test
  void shipsGoodChangesToProdAndKeepsBadOnesOut() throws IOException {
    project.commit("The first price");
    String first = ship();
    Ended waiting = project.ecom("pipeline", first, "--until-approval");
    assertThat(waiting.code()).as(waiting.said()).isZero();
    assertThat(waiting.said())
        .contains("Tests/IntegrationTests", "Staging/Load", "Approval waits for a person");
    assertThat(has("prod")).isFalse();
    assertThat(project.ecom("approve", first).code()).isZero();
    assertSucceeds(first);
    assertThat(version("prod")).isEqualTo("1");
    keepADesk();

    project.change("products/src/Price.java", "VERSION = 1", "VERSION = 2");
    project.change("products/src/Price.java", "quantity * PRICE", "(quantity - 1) * PRICE");
    project.commit("A price that is wrong, which no unit test sees");
    String bad = ship();
    Ended failed = project.ecom("pipeline", bad);
    assertThat(failed.code()).as(failed.said()).isEqualTo(1);
    assertThat(failed.said())
        .contains("Tests/IntegrationTests failed")
        .contains("✗ PriceIT.costsWhatItsPiecesCost: expected 600 but was 400");
    assertThat(version("tests")).isEqualTo("2");
    assertThat(version("staging")).isEqualTo("1");
    assertThat(version("prod")).isEqualTo("1");

    project.change("products/src/Price.java", "(quantity - 1) * PRICE", "quantity * PRICE");
    project.change("products/src/Price.java", "VERSION = 2", "VERSION = 3");
    project.commit("The price is right again");
    String good = ship();
    assertThat(project.ecom("pipeline", good, "--until-approval").code()).isZero();
    assertThat(project.ecom("approve", good, "--comment", "looks good").code()).isZero();
    assertSucceeds(good);
    assertThat(version("prod")).isEqualTo("3");
    assertThat(aws.dynamoDb().getItem(r -> r.tableName(table()).key(DESK)).item()).isEqualTo(DESK);
    assertThat(parameter("prod", "pipeline/commit/id")).hasSize(40);
  }

  private String ship() throws IOException {
    Ended ended = project.ecom("ship");
    assertThat(ended.code()).as(ended.said()).isZero();
    return ended
        .said()
        .lines()
        .filter(line -> line.startsWith("execution "))
        .findFirst()
        .orElseThrow()
        .substring("execution ".length());
  }

  private void assertSucceeds(String execution) throws IOException {
    Ended ended = project.ecom("pipeline", execution);
    assertThat(ended.code()).as(ended.said()).isZero();
    assertThat(ended.said()).contains("Prod/Deploy").contains("Succeeded");
  }

  private void keepADesk() {
    aws.dynamoDb().putItem(r -> r.tableName(table()).item(DESK));
  }

  private String table() {
    return parameter("prod", "products/table/name");
  }

  /** Which version of the function answers in an environment. */
  private String version(String environment) {
    String name = parameter(environment, "products/price/name");
    try (LambdaClient lambda = aws.client(LambdaClient.builder())) {
      return lambda
          .invoke(r -> r.functionName(name).payload(SdkBytes.fromUtf8String("{\"quantity\": 1}")))
          .payload()
          .asUtf8String()
          .replaceAll(".*\"version\":(\\d+).*", "$1");
    }
  }

  private boolean has(String environment) {
    try {
      parameter(environment, "products/table/name");
      return true;
    } catch (ParameterNotFoundException e) {
      return false;
    }
  }

  private String parameter(String environment, String name) {
    return aws.ssm()
        .getParameter(r -> r.name("/ecommerce/" + environment + "/" + name))
        .parameter()
        .value();
  }
}
