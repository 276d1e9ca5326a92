package ecommerce.local.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codedeploy.model.CodeDeployException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentAlreadyCompletedException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentLimitExceededException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.InvalidRevisionException;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventAlreadyCompletedException;

class CodeDeployTest {

  private static final String BEFORE = "[{BeforeAllowTraffic: CodeDeployHook_check}]";

  @TempDir Path directory;
  private World world;

  @BeforeEach
  void start() throws Exception {
    world = new World(directory);
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  private void hookSays(String deployment, String status) throws Exception {
    World.eventually(() -> !world.hooked.isEmpty());
    String[] hooked = world.hooked.removeLast().split(" ", 2);
    JsonNode event = new ObjectMapper().readTree(hooked[1]);
    assertThat(hooked[0]).isEqualTo("CodeDeployHook_check");
    assertThat(event.path("DeploymentId").asText()).isEqualTo(deployment);
    world.client.putLifecycleEventHookExecutionStatus(
        r ->
            r.deploymentId(deployment)
                .lifecycleEventHookExecutionId(event.path("LifecycleEventHookExecutionId").asText())
                .status(status));
  }

  @Test
  void shiftsAllTrafficAtOnce() throws Exception {
    world.group("AllAtOnce");
    String id = world.deploy("[]");
    DeploymentInfo ended = world.ended(id, DeploymentStatus.SUCCEEDED);
    assertThat(id).matches("d-[A-Z0-9]{9}");
    assertThat(world.moves).containsExactly("2");
    assertThat(ended.completeTime()).isNotNull();
    assertThat(
            world
                .client
                .getDeploymentGroup(r -> r.applicationName("shop").deploymentGroupName("orders"))
                .deploymentGroupInfo()
                .lastSuccessfulDeployment()
                .deploymentId())
        .isEqualTo(id);
  }

  @Test
  void givesCanaryItsShareAndAllWhenItsTimeIsOver() throws Exception {
    world.group("Canary10Percent5Minutes");
    String id = world.deploy("[]");
    world.moved(1);
    assertThat(world.moves).containsExactly("1+10%2");
    world.timers.move(Duration.ofMinutes(4));
    assertThat(world.deployment(id).status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
    assertThat(world.moves).hasSize(1);
    world.timers.move(Duration.ofMinutes(1));
    world.ended(id, DeploymentStatus.SUCCEEDED);
    assertThat(world.moves).containsExactly("1+10%2", "2");
  }

  @Test
  void shiftsLinearlyInTenSteps() throws Exception {
    world.group("Linear10PercentEvery1Minute");
    String id = world.deploy("[]");
    for (int step = 1; step <= 9; step++) {
      world.moved(step);
      world.timers.move(Duration.ofMinutes(1));
    }
    world.ended(id, DeploymentStatus.SUCCEEDED);
    assertThat(world.moves)
        .startsWith("1+10%2", "1+20%2", "1+30%2")
        .endsWith("1+90%2", "2")
        .hasSize(10);
  }

  @Test
  void rollsBackWhenAlarmRings() throws Exception {
    world.group("Canary10Percent5Minutes", "errors", "latency");
    String id = world.deploy("[]");
    world.moved(1);
    world.ringing.add("latency");
    world.timers.move(Duration.ofSeconds(6));
    DeploymentInfo ended = world.ended(id, DeploymentStatus.STOPPED);
    assertThat(world.moves).containsExactly("1+10%2", "1");
    assertThat(ended.errorInformation().code()).isEqualTo(ErrorCode.ALARM_ACTIVE);
    assertThat(ended.errorInformation().message()).contains("<latency>");
    DeploymentInfo back = world.deployment(ended.rollbackInfo().rollbackDeploymentId());
    assertThat(back.creator()).isEqualTo(DeploymentCreator.CODE_DEPLOY_ROLLBACK);
    assertThat(back.rollbackInfo().rollbackTriggeringDeploymentId()).isEqualTo(id);
    assertThat(
            world
                .client
                .listDeployments(r -> r.applicationName("shop").deploymentGroupName("orders"))
                .deployments())
        .containsExactlyInAnyOrder(id, back.deploymentId());
  }

  @Test
  void shiftsNothingWhereAlarmRingsBefore() throws Exception {
    world.group("AllAtOnce", "errors");
    world.ringing.add("errors");
    world.ended(world.deploy(BEFORE), DeploymentStatus.STOPPED);
    assertThat(world.moves).containsExactly("1");
    assertThat(world.hooked).isEmpty();
  }

  @Test
  void waitsForHookBeforeItShifts() throws Exception {
    world.group("AllAtOnce");
    String id = world.deploy(BEFORE);
    World.eventually(() -> !world.hooked.isEmpty());
    assertThat(world.moves).isEmpty();
    hookSays(id, "Succeeded");
    world.ended(id, DeploymentStatus.SUCCEEDED);
    assertThat(world.moves).containsExactly("2");
  }

  @Test
  void rollsBackWhereHookAfterReportsFailure() throws Exception {
    world.group("AllAtOnce");
    String id = world.deploy("[{AfterAllowTraffic: CodeDeployHook_check}]");
    hookSays(id, "Failed");
    DeploymentInfo ended = world.ended(id, DeploymentStatus.FAILED);
    assertThat(world.moves).containsExactly("2", "1");
    assertThat(ended.errorInformation().code()).isEqualTo(ErrorCode.HOOK_EXECUTION_FAILURE);
  }

  @Test
  void failsWhereHookItselfFailsOrNeverSaysAnything() throws Exception {
    world.group("AllAtOnce");
    world.hookError = java.util.Optional.of("{\"errorMessage\":\"no luck\"}");
    assertThat(
            world.ended(world.deploy(BEFORE), DeploymentStatus.FAILED).errorInformation().message())
        .contains("BeforeAllowTraffic", "no luck");
    world.hookError = java.util.Optional.empty();
    int before = world.hooked.size();
    String silent = world.deploy(BEFORE);
    World.eventually(() -> world.hooked.size() > before && world.timers.waiting() >= 2);
    world.timers.move(Duration.ofMinutes(61));
    assertThat(world.ended(silent, DeploymentStatus.FAILED).errorInformation().message())
        .contains("has not said how it went for an hour");
  }

  @Test
  void rollsBackWhenItIsStopped() throws Exception {
    world.group("Canary10Percent30Minutes");
    String id = world.deploy("[]");
    world.moved(1);
    assertThatThrownBy(() -> world.deploy("[]"))
        .isInstanceOf(DeploymentLimitExceededException.class)
        .hasMessageContaining(id);
    world.client.stopDeployment(r -> r.deploymentId(id));
    world.ended(id, DeploymentStatus.STOPPED);
    assertThat(world.moves).containsExactly("1+10%2", "1");
    assertThatThrownBy(() -> world.client.stopDeployment(r -> r.deploymentId(id)))
        .isInstanceOf(DeploymentAlreadyCompletedException.class);
  }

  @Test
  void leavesAliasWhereItsGroupDoesNotWantToRollBack() throws Exception {
    world.group("Canary10Percent5Minutes");
    String id = world.deploy("[]");
    world.moved(1);
    world.client.stopDeployment(r -> r.deploymentId(id).autoRollbackEnabled(false));
    assertThat(world.ended(id, DeploymentStatus.STOPPED).rollbackInfo()).isNull();
    assertThat(world.moves).containsExactly("1+10%2");
  }

  @Test
  void failsAndRollsBackWhatTheEndOfTheEnvironmentInterrupted() throws Exception {
    world.group("Canary10Percent5Minutes");
    String id = world.deploy("[]");
    world.moved(1);
    world.close();
    world = new World(directory);
    assertThat(world.ended(id, DeploymentStatus.FAILED).errorInformation().code())
        .isEqualTo(ErrorCode.INTERNAL_ERROR);
    assertThat(world.moves).containsExactly("1");
  }

  @Test
  void failsWhereAliasNamesAnotherVersion() throws Exception {
    world.group("AllAtOnce");
    world.version = "7";
    assertThat(
            world.ended(world.deploy("[]"), DeploymentStatus.FAILED).errorInformation().message())
        .contains("names version 7, not 1");
  }

  @Test
  void refusesWhatItDoesNotHave() {
    assertThatThrownBy(
            () ->
                world.client.createApplication(
                    r -> r.applicationName("servers").computePlatform("Server")))
        .hasMessageContaining("Server is not supported");
    world.group("AllAtOnce");
    assertThatThrownBy(
            () ->
                world.client.createDeployment(
                    r ->
                        r.applicationName("shop")
                            .deploymentGroupName("orders")
                            .revision(v -> v.revisionType("S3").s3Location(l -> l.bucket("b")))))
        .isInstanceOf(InvalidRevisionException.class);
    assertThatThrownBy(() -> world.client.getDeployment(r -> r.deploymentId("d-123456789")))
        .isInstanceOf(DeploymentDoesNotExistException.class);
    assertThatThrownBy(
            () ->
                world.client.createDeploymentConfig(
                    r ->
                        r.deploymentConfigName("odd")
                            .computePlatform("Lambda")
                            .trafficRoutingConfig(
                                c ->
                                    c.type("TimeBasedCanary")
                                        .timeBasedCanary(
                                            t -> t.canaryPercentage(0).canaryInterval(1)))))
        .isInstanceOf(CodeDeployException.class)
        .hasMessageContaining("between 1 and 99");
  }

  @Test
  void refusesWordOfHookThatIsOver() throws Exception {
    world.group("AllAtOnce");
    String id = world.deploy("[]");
    world.ended(id, DeploymentStatus.SUCCEEDED);
    assertThatThrownBy(
            () ->
                world.client.putLifecycleEventHookExecutionStatus(
                    r ->
                        r.deploymentId(id)
                            .lifecycleEventHookExecutionId(id + "-1")
                            .status("Succeeded")))
        .isInstanceOf(LifecycleEventAlreadyCompletedException.class);
  }

  @Test
  void knowsAwsConfigurationsAndOnesOwn() {
    world.client.createDeploymentConfig(
        r ->
            r.deploymentConfigName("half")
                .computePlatform("Lambda")
                .trafficRoutingConfig(
                    c ->
                        c.type("TimeBasedCanary")
                            .timeBasedCanary(t -> t.canaryPercentage(50).canaryInterval(2))));
    List<String> names = world.client.listDeploymentConfigs().deploymentConfigsList();
    assertThat(names)
        .contains(
            "half",
            "CodeDeployDefault.LambdaAllAtOnce",
            "CodeDeployDefault.LambdaCanary10Percent30Minutes",
            "CodeDeployDefault.LambdaLinear10PercentEvery1Minute",
            "CodeDeployDefault.LambdaLinear10PercentEvery10Minutes")
        .hasSize(10);
  }
}
