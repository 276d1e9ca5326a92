package ecommerce.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.StateReasonCode;

class SnapStartTest {

  @TempDir Path directory;
  private World world;

  @BeforeEach
  void start() throws Exception {
    world = new World(directory, World.quick(0.001));
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  private PublishVersionResponse publish(String handler, Map<String, String> variables) {
    world.client.createFunction(
        world
            .function("snapped", handler)
            .code(code -> code.zipFile(SdkBytes.fromByteArray(Zips.withHooks())))
            .snapStart(s -> s.applyOn("PublishedVersions"))
            .environment(e -> e.variables(variables))
            .build());
    return world.client.publishVersion(r -> r.functionName("snapped"));
  }

  private JsonNode invoke(String qualifier) throws Exception {
    return new ObjectMapper()
        .readTree(
            world
                .client
                .invoke(
                    r ->
                        r.functionName("snapped")
                            .qualifier(qualifier)
                            .payload(SdkBytes.fromUtf8String("{}")))
                .payload()
                .asByteArray());
  }

  @Test
  void runsHooksWhenItIsPublishedAndSaysRestoreDuration() throws Exception {
    PublishVersionResponse version = publish("Snapped::told", Map.of());
    assertThat(version.state()).isEqualTo(State.ACTIVE);
    assertThat(version.snapStart().optimizationStatus()).isEqualTo(SnapStartOptimizationStatus.ON);
    assertThat(
            world
                .client
                .getFunctionConfiguration(r -> r.functionName("snapped"))
                .snapStart()
                .optimizationStatus())
        .isEqualTo(SnapStartOptimizationStatus.OFF);
    assertThat(invoke("1"))
        .extracting(JsonNode::asText)
        .containsExactly("made", "before second", "before first", "after first", "after second");
    assertThat(world.logText()).contains("Restore Duration: ").doesNotContain("Init Duration: ");
    assertThat(invoke(null)).extracting(JsonNode::asText).containsExactly("made");
    assertThat(world.logText()).contains("Init Duration: ");
  }

  @Test
  void servesFirstInvocationByTheProcessThatPublishingInitialised() throws Exception {
    publish("Snapped::told", Map.of());
    List<ProcessHandle> published = ProcessHandle.current().children().toList();
    assertThat(published).isNotEmpty();
    invoke("1");
    assertThat(ProcessHandle.current().children().toList())
        .containsExactlyInAnyOrderElementsOf(published);
  }

  @Test
  void givesCredentialsByAddressAndNotByKeys() throws Exception {
    publish("Greeter::environment", Map.of());
    JsonNode variables = invoke("1");
    assertThat(variables.path("AWS_LAMBDA_INITIALIZATION_TYPE").asText()).isEqualTo("snap-start");
    assertThat(variables.has("AWS_ACCESS_KEY_ID")).isFalse();
    assertThat(variables.has("AWS_SECRET_ACCESS_KEY")).isFalse();
    assertThat(variables.has("AWS_SESSION_TOKEN")).isFalse();
    assertThat(variables.path("AWS_CONTAINER_CREDENTIALS_FULL_URI").asText())
        .startsWith("http://127.0.0.1:");
    assertThat(variables.path("AWS_CONTAINER_AUTHORIZATION_TOKEN").asText()).isNotEmpty();
    JsonNode latest = invoke(null);
    assertThat(latest.path("AWS_LAMBDA_INITIALIZATION_TYPE").asText()).isEqualTo("on-demand");
    assertThat(latest.path("AWS_ACCESS_KEY_ID").asText()).isEqualTo("ASIATEST");
  }

  @Test
  void answersCredentialsToWhomHasTheTokenOnly() throws Exception {
    publish("Snapped::credentials", Map.of());
    JsonNode answer = invoke("1");
    assertThat(answer.path("refused").asInt()).isEqualTo(403);
    JsonNode given = new ObjectMapper().readTree(answer.path("given").asText());
    assertThat(given.path("AccessKeyId").asText()).isEqualTo("ASIATEST");
    assertThat(given.path("SecretAccessKey").asText()).isEqualTo("secret");
    assertThat(given.path("Token").asText()).isEqualTo("token");
    assertThat(given.path("Expiration").asText()).matches("[0-9T:-]{19}Z");
  }

  @Test
  void publishesFailedVersionWhereHookBeforeSnapshotThrows() {
    PublishVersionResponse version = publish("Snapped::told", Map.of("FAIL", "before"));
    assertThat(version.state()).isEqualTo(State.FAILED);
    assertThat(version.stateReasonCode())
        .isEqualTo(StateReasonCode.FUNCTION_ERROR_RUNTIME_INIT_ERROR);
    assertThat(version.stateReason()).contains("not ready for a snapshot");
    assertThatThrownBy(() -> invoke("1"))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining("Failed");
  }

  @Test
  void publishesFailedVersionWhereHookAfterRestoreThrows() {
    PublishVersionResponse version = publish("Snapped::told", Map.of("FAIL", "after"));
    assertThat(version.state()).isEqualTo(State.FAILED);
    assertThat(version.stateReason()).contains("not restored");
    assertThat(world.logText()).contains("java.lang.IllegalStateException: not restored");
  }
}
