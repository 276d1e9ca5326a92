package ecommerce.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

class VersionsTest {

  private static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:function:greet";

  @TempDir Path directory;
  private World world;

  @BeforeEach
  void start() throws Exception {
    world = new World(directory, World.quick(0.001));
    world.client.createFunction(
        world
            .function("greet", "Greeter::called")
            .environment(e -> e.variables(Map.of("COLOUR", "blue")))
            .build());
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  private void colour(String colour) {
    world.client.updateFunctionConfiguration(
        r -> r.functionName("greet").environment(e -> e.variables(Map.of("COLOUR", colour))));
  }

  private PublishVersionResponse publish() {
    return world.client.publishVersion(r -> r.functionName("greet"));
  }

  private InvokeResponse invoke(String function, String qualifier) {
    return world.client.invoke(
        r -> r.functionName(function).qualifier(qualifier).payload(SdkBytes.fromUtf8String("{}")));
  }

  private static JsonNode json(InvokeResponse response) throws Exception {
    return new ObjectMapper().readTree(response.payload().asByteArray());
  }

  @Test
  void movesAddressesInVersionsThatWereMadeOnAnotherPort() throws Exception {
    String before = world.host();
    Map<String, String> variables =
        Map.of(
            "URL", "http://" + before + "/execute-api/abc/dev",
            "HOST", before,
            "LIST", "ws://" + before + ",http://" + before + "1/other");
    world.client.updateFunctionConfiguration(
        r -> r.functionName("greet").environment(e -> e.variables(variables)));
    assertThat(publish().version()).isEqualTo("1");
    world.close();
    world = new World(directory, World.quick(0.001));
    String now = world.host();
    assertThat(now).isNotEqualTo(before);
    for (String version : List.of("1", "$LATEST")) {
      assertThat(
              world
                  .client
                  .getFunctionConfiguration(r -> r.functionName("greet").qualifier(version))
                  .environment()
                  .variables())
          .containsEntry("URL", "http://" + now + "/execute-api/abc/dev")
          .containsEntry("HOST", now)
          .containsEntry("LIST", "ws://" + now + ",http://" + before + "1/other");
    }
    assertThat(publish().version()).isEqualTo("1");
    assertThat(invoke("greet", "1").functionError()).isNull();
  }

  @Test
  void publishesVersionOnlyWhereSomethingIsNew() {
    PublishVersionResponse first =
        world.client.publishVersion(r -> r.functionName("greet").description("the first"));
    assertThat(first.version()).isEqualTo("1");
    assertThat(first.functionArn()).isEqualTo(ARN + ":1");
    assertThat(first.description()).isEqualTo("the first");
    assertThat(publish().version()).isEqualTo("1");
    colour("red");
    assertThat(publish().version()).isEqualTo("2");
    colour("blue");
    assertThat(publish().version()).isEqualTo("3");
    assertThat(world.client.listVersionsByFunction(r -> r.functionName("greet")).versions())
        .extracting(FunctionConfiguration::functionArn)
        .containsExactly(ARN + ":$LATEST", ARN + ":1", ARN + ":2", ARN + ":3");
  }

  @Test
  void refusesToPublishWhatIsNotThereAnyMore() {
    assertThatThrownBy(
            () -> world.client.publishVersion(r -> r.functionName("greet").codeSha256("other")))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("CodeSHA256 (other) is different");
    assertThatThrownBy(
            () -> world.client.publishVersion(r -> r.functionName("greet").revisionId("other")))
        .isInstanceOf(PreconditionFailedException.class);
  }

  @Test
  void runsEachVersionAsItWasPublished() throws Exception {
    publish();
    colour("red");
    JsonNode first = json(invoke("greet", "1"));
    assertThat(first.path("colour").asText()).isEqualTo("blue");
    assertThat(first.path("version").asText()).isEqualTo("1");
    assertThat(first.path("variable").asText()).isEqualTo("1");
    assertThat(first.path("arn").asText()).isEqualTo(ARN + ":1");
    assertThat(first.path("stream").asText()).matches("\\d{4}/\\d\\d/\\d\\d/\\[1][0-9a-f]{32}");
    JsonNode latest = json(invoke("greet", null));
    assertThat(latest.path("colour").asText()).isEqualTo("red");
    assertThat(latest.path("arn").asText()).isEqualTo(ARN);
    assertThat(world.logText()).contains("Version: 1", "Version: $LATEST");
  }

  @Test
  void findsFunctionByQualifierInNameArnOrParameter() throws Exception {
    publish();
    world.client.createAlias(r -> r.functionName("greet").name("live").functionVersion("1"));
    for (InvokeResponse answer :
        List.of(invoke("greet:live", null), invoke(ARN + ":live", null), invoke("greet", "live"))) {
      assertThat(answer.executedVersion()).isEqualTo("1");
      assertThat(json(answer).path("arn").asText()).isEqualTo(ARN + ":live");
    }
    FunctionConfiguration shown =
        world.client.getFunction(r -> r.functionName("greet").qualifier("live")).configuration();
    assertThat(shown.functionArn()).isEqualTo(ARN + ":live");
    assertThat(shown.version()).isEqualTo("1");
    assertThatThrownBy(() -> invoke("greet:live", "1"))
        .hasMessageContaining("does not match the specified qualifier");
    assertThatThrownBy(() -> invoke("greet", "7"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Function not found: " + ARN + ":7");
  }

  @Test
  void sharesInvocationsOfAliasBetweenTwoVersions() {
    publish();
    colour("red");
    publish();
    world.client.createAlias(
        r ->
            r.functionName("greet")
                .name("live")
                .functionVersion("1")
                .routingConfig(c -> c.additionalVersionWeights(Map.of("2", 0.5))));
    List<String> executed = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      executed.add(invoke("greet", "live").executedVersion());
    }
    assertThat(executed.stream().filter("1"::equals).count()).isBetween(8L, 52L);
    assertThat(executed.stream().filter("2"::equals).count()).isBetween(8L, 52L);
    world.client.updateAlias(
        r ->
            r.functionName("greet")
                .name("live")
                .functionVersion("2")
                .routingConfig(c -> c.additionalVersionWeights(Map.of())));
    assertThat(world.client.getAlias(r -> r.functionName("greet").name("live")).routingConfig())
        .isNull();
    assertThat(invoke("greet", "live").executedVersion()).isEqualTo("2");
  }

  @Test
  void refusesAliasThatCannotBe() {
    publish();
    assertThatThrownBy(
            () ->
                world.client.createAlias(
                    r -> r.functionName("greet").name("live").functionVersion("4")))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(
            () ->
                world.client.createAlias(
                    r -> r.functionName("greet").name("12").functionVersion("1")))
        .hasMessageContaining("'name' failed to satisfy constraint");
    assertThatThrownBy(
            () ->
                world.client.createAlias(
                    r ->
                        r.functionName("greet")
                            .name("live")
                            .functionVersion("1")
                            .routingConfig(c -> c.additionalVersionWeights(Map.of("1", 0.1)))))
        .hasMessageContaining("already included in routing configuration");
    world.client.createAlias(r -> r.functionName("greet").name("live").functionVersion("1"));
    assertThatThrownBy(
            () ->
                world.client.createAlias(
                    r -> r.functionName("greet").name("live").functionVersion("1")))
        .isInstanceOf(ResourceConflictException.class);
    assertThatThrownBy(
            () ->
                world.client.updateAlias(
                    r -> r.functionName("greet").name("live").revisionId("other")))
        .isInstanceOf(PreconditionFailedException.class);
  }

  @Test
  void keepsVersionThatAliasNamesAndNumbersForEver() {
    publish();
    world.client.createAlias(r -> r.functionName("greet").name("live").functionVersion("1"));
    assertThatThrownBy(
            () -> world.client.deleteFunction(r -> r.functionName("greet").qualifier("1")))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining("[live]");
    assertThat(
            world.client.listAliases(r -> r.functionName("greet").functionVersion("1")).aliases())
        .extracting(AliasConfiguration::aliasArn)
        .containsExactly(ARN + ":live");
    world.client.deleteAlias(r -> r.functionName("greet").name("live"));
    world.client.deleteFunction(r -> r.functionName("greet").qualifier("1"));
    assertThat(publish().version()).isEqualTo("2");
  }

  @Test
  void givesEachQualifierItsOwnPolicyAndInvokeConfig() {
    publish();
    world.client.createAlias(r -> r.functionName("greet").name("live").functionVersion("1"));
    world.client.addPermission(
        r ->
            r.functionName("greet")
                .qualifier("live")
                .statementId("events")
                .action("lambda:InvokeFunction")
                .principal("events.amazonaws.com"));
    assertThat(world.client.getPolicy(r -> r.functionName("greet").qualifier("live")).policy())
        .contains("\"Resource\":\"" + ARN + ":live\"");
    assertThatThrownBy(() -> world.client.getPolicy(r -> r.functionName("greet")))
        .isInstanceOf(ResourceNotFoundException.class);
    world.client.putFunctionEventInvokeConfig(
        r -> r.functionName("greet").qualifier("live").maximumRetryAttempts(1));
    assertThatThrownBy(
            () -> world.client.getFunctionEventInvokeConfig(r -> r.functionName("greet")))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThat(
            world
                .client
                .listFunctionEventInvokeConfigs(r -> r.functionName("greet"))
                .functionEventInvokeConfigs())
        .extracting(FunctionEventInvokeConfig::functionArn)
        .containsExactly(ARN + ":live");
    world.client.deleteAlias(r -> r.functionName("greet").name("live"));
    world.client.createAlias(r -> r.functionName("greet").name("live").functionVersion("1"));
    assertThatThrownBy(() -> world.client.getPolicy(r -> r.functionName("greet").qualifier("live")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void forgetsVersionsAndAliasesWithTheirFunction() throws Exception {
    publish();
    world.client.createAlias(r -> r.functionName("greet").name("live").functionVersion("1"));
    world.client.deleteFunction(r -> r.functionName("greet"));
    world.client.createFunction(world.function("greet", "Greeter::called").build());
    assertThatThrownBy(() -> invoke("greet", "live")).isInstanceOf(ResourceNotFoundException.class);
    assertThat(publish().version()).isEqualTo("1");
  }

  @Test
  void remembersVersionsAndAliasesAfterRestart() throws Exception {
    publish();
    world.client.createAlias(r -> r.functionName("greet").name("live").functionVersion("1"));
    colour("red");
    world.close();
    world = new World(directory, World.quick(0.001));
    assertThat(json(invoke("greet", "live")).path("colour").asText()).isEqualTo("blue");
    assertThat(publish().version()).isEqualTo("2");
  }

  @Test
  void countsReservedConcurrencyOverAllVersions() throws Exception {
    world.client.updateFunctionConfiguration(
        r -> r.functionName("greet").handler("ecommerce.local.lambda.functions.Greeter::slow"));
    publish();
    world.client.putFunctionConcurrency(
        r -> r.functionName("greet").reservedConcurrentExecutions(1));
    Thread busy =
        Thread.ofVirtual()
            .start(
                () ->
                    world.client.invoke(
                        r ->
                            r.functionName("greet")
                                .payload(SdkBytes.fromUtf8String("{\"milliseconds\":3000}"))));
    World.eventually(() -> world.logText().contains("START"));
    assertThatThrownBy(() -> invoke("greet", "1")).hasMessageContaining("Rate Exceeded");
    busy.join();
  }
}
