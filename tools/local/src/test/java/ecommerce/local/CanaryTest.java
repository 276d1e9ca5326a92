package ecommerce.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.local.deploy.DeploymentFailed;
import ecommerce.local.deploy.StackRequest;
import ecommerce.local.functions.Faltering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * A tenth of the traffic goes to a new version for five minutes, under an alarm on its errors: all
 * parts are the real ones, only the time leaps.
 */
@Timeout(120)
class CanaryTest {

  private static final String TEMPLATE =
      """
      Transform: AWS::Serverless-2016-10-31
      Resources:
        Teller:
          Type: AWS::Serverless::Function
          Properties:
            FunctionName: teller
            Handler: ecommerce.local.functions.Faltering::answer
            Runtime: java25
            CodeUri: function.zip
            Timeout: 30
            MemorySize: 512
            AutoPublishAlias: live
            AutoPublishAliasAllProperties: true
            Environment: {Variables: {SAYS: "%s"}}
            DeploymentPreference:
              Type: Canary10Percent5Minutes
              Alarms: [!Ref TellerErrors]
        TellerErrors:
          Type: AWS::CloudWatch::Alarm
          Properties:
            AlarmName: teller-errors
            Namespace: AWS/Lambda
            MetricName: Errors
            Dimensions: [{Name: FunctionName, Value: teller}, {Name: Resource, Value: "teller:live"}]
            Statistic: Sum
            Period: 60
            EvaluationPeriods: 1
            ComparisonOperator: GreaterThanThreshold
            Threshold: 0
            TreatMissingData: notBreaching
      """;

  @TempDir Path directory;
  private final LeapingTimers timers = new LeapingTimers();
  private LocalAws aws;
  private LambdaClient lambda;
  private CodeDeployClient codeDeploy;
  private CloudFormationClient stacks;

  @BeforeEach
  void start() throws IOException {
    aws = LocalAwsTest.start(directory, timers);
    lambda = LocalAwsTest.client(aws, LambdaClient.builder());
    codeDeploy = LocalAwsTest.client(aws, CodeDeployClient.builder());
    stacks = LocalAwsTest.client(aws, CloudFormationClient.builder());
    LocalAwsTest.pack(directory.resolve("function.zip"), Faltering.class);
    deploy("one");
  }

  @AfterEach
  void stop() {
    stacks.close();
    codeDeploy.close();
    lambda.close();
    aws.close();
  }

  private void deploy(String says) {
    try {
      Path file = Files.writeString(directory.resolve("template.yaml"), TEMPLATE.formatted(says));
      aws.stacks().deploy(new StackRequest("shop", file, Map.of(), Map.of()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns when a tenth of the traffic goes to the second version. */
  private CompletableFuture<Void> canary(String says) throws InterruptedException {
    CompletableFuture<Void> deployed =
        CompletableFuture.runAsync(() -> deploy(says), Executors.newVirtualThreadPerTaskExecutor());
    eventually(() -> weights().equals(Map.of("2", 0.1)) || deployed.isDone());
    assertThat(deployed).isNotDone();
    assertThat(alias().functionVersion()).isEqualTo("1");
    return deployed;
  }

  private AliasConfiguration alias() {
    return lambda.listAliases(r -> r.functionName("teller")).aliases().getFirst();
  }

  private Map<String, Double> weights() {
    AliasConfiguration alias = alias();
    return alias.routingConfig() == null
        ? Map.of()
        : alias.routingConfig().additionalVersionWeights();
  }

  private InvokeResponse invoke() {
    return lambda.invoke(
        r -> r.functionName("teller").qualifier("live").payload(SdkBytes.fromUtf8String("{}")));
  }

  private void requireOldVersionAlone() {
    assertThat(alias().functionVersion()).isEqualTo("1");
    assertThat(weights()).isEmpty();
    assertThat(invoke().payload().asUtf8String()).contains("\"says\":\"one\"");
    assertThat(status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
  }

  private String status() {
    return stacks
        .describeStacks(r -> r.stackName("shop"))
        .stacks()
        .getFirst()
        .stackStatusAsString();
  }

  private String reason(String logicalId, String status) {
    return stacks.describeStackEvents(r -> r.stackName("shop")).stackEvents().stream()
        .filter(event -> event.logicalResourceId().equals(logicalId))
        .filter(event -> event.resourceStatusAsString().equals(status))
        .map(StackEvent::resourceStatusReason)
        .findFirst()
        .orElseThrow();
  }

  /** The last that was not a roll-back. */
  private DeploymentInfo deployment() {
    return codeDeploy.listDeployments().deployments().stream()
        .map(id -> codeDeploy.getDeployment(r -> r.deploymentId(id)).deploymentInfo())
        .filter(one -> one.creatorAsString().equals("user"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void rollsBackWhenItsErrorsRingTheAlarm() throws Exception {
    CompletableFuture<Void> deployed = canary("nothing");
    int answered = 0;
    while (invoke().functionError() == null) {
      assertThat(answered++).isLessThan(500);
    }
    try (CloudWatchClient metrics = LocalAwsTest.client(aws, CloudWatchClient.builder())) {
      timers.leap(Duration.ofMinutes(1));
      eventually(
          () ->
              metrics.describeAlarms(r -> r.alarmNames("teller-errors")).metricAlarms().stream()
                  .anyMatch(alarm -> alarm.stateValue() == StateValue.ALARM));
    }
    timers.leap(Duration.ofSeconds(5));
    assertThatThrownBy(deployed::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(DeploymentFailed.class)
        .hasMessageContaining("AWS::Lambda::Alias TellerAliaslive")
        .hasMessageContaining("teller-errors");
    requireOldVersionAlone();
    assertThat(reason("TellerAliaslive", "UPDATE_FAILED"))
        .contains("Activated alarms: <teller-errors>");
    assertThat(deployment().status()).isEqualTo(DeploymentStatus.STOPPED);
    assertThat(deployment().rollbackInfo().rollbackDeploymentId()).isNotBlank();
  }

  @Test
  void givesAllTrafficToVersionThatDoesWell() throws Exception {
    CompletableFuture<Void> deployed = canary("two");
    assertThat(invoke().functionError()).isNull();
    timers.leap(Duration.ofMinutes(3));
    assertThat(weights()).isEqualTo(Map.of("2", 0.1));
    timers.leap(
        Duration.ofSeconds(115)); // A signature holds for five minutes: the rest passes by itself.
    deployed.join();
    assertThat(alias().functionVersion()).isEqualTo("2");
    assertThat(weights()).isEmpty();
    assertThat(invoke().payload().asUtf8String()).contains("\"says\":\"two\"");
    assertThat(status()).isEqualTo("UPDATE_COMPLETE");
    assertThat(deployment().status()).isEqualTo(DeploymentStatus.SUCCEEDED);
  }

  @Test
  void stopsWhenItsStacksUpdateIsCancelled() throws Exception {
    CompletableFuture<Void> deployed = canary("two");
    stacks.cancelUpdateStack(r -> r.stackName("shop"));
    assertThatThrownBy(deployed::join).hasCauseInstanceOf(DeploymentFailed.class);
    requireOldVersionAlone();
    assertThat(reason("shop", "UPDATE_ROLLBACK_IN_PROGRESS")).isEqualTo("User Initiated");
    assertThat(deployment().status()).isEqualTo(DeploymentStatus.STOPPED);
  }

  private static void eventually(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not happen within a minute");
      }
      Thread.sleep(50);
    }
  }
}
