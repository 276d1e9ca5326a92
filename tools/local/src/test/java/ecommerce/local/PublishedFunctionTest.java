package ecommerce.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.local.deploy.DeploymentFailed;
import ecommerce.local.deploy.StackRequest;
import ecommerce.local.functions.Versioned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;

/** A SAM template whose function is published, invoked by its alias, and deployed by CodeDeploy. */
@Timeout(120)
class PublishedFunctionTest {

  private static final String TEMPLATE =
      """
      Transform: AWS::Serverless-2016-10-31
      Parameters:
        Says: {Type: String}
        Verdict: {Type: String, Default: Succeeded}
      Globals:
        Function: {Runtime: java25, CodeUri: function.zip, Timeout: 30, MemorySize: 512}
      Resources:
        Teller:
          Type: AWS::Serverless::Function
          Properties:
            FunctionName: teller
            Handler: ecommerce.local.functions.Versioned::tell
            AutoPublishAlias: live
            AutoPublishAliasAllProperties: true
            Environment: {Variables: {SAYS: !Ref Says}}
            VersionDescription: !Ref Says
            SnapStart: {ApplyOn: PublishedVersions}
            DeploymentPreference: {Type: AllAtOnce, Hooks: {PreTraffic: !Ref Judge}}
            Events:
              Asked: {Type: EventBridgeRule, Properties: {Pattern: {source: [test]}}}
        Judge:
          Type: AWS::Serverless::Function
          Properties:
            FunctionName: CodeDeployHook_judge
            Handler: ecommerce.local.functions.Versioned::judge
            Environment: {Variables: {VERDICT: !Ref Verdict}}
            Policies:
              - Statement: [{Effect: Allow, Action: codedeploy:PutLifecycleEventHookExecutionStatus, Resource: "*"}]
      Outputs:
        Alias: {Value: !Ref Teller.Alias}
        Version: {Value: !GetAtt Teller.Version.Version}
      """;

  @TempDir Path directory;
  private LocalAws aws;
  private LambdaClient lambda;

  @BeforeEach
  void start() throws IOException {
    aws = LocalAwsTest.start(directory);
    lambda = LocalAwsTest.client(aws, LambdaClient.builder());
    LocalAwsTest.pack(directory.resolve("function.zip"), Versioned.class);
  }

  @AfterEach
  void stop() {
    lambda.close();
    aws.close();
  }

  /** AutoPublish looks at the template: what a parameter says is another template here. */
  private void deploy(String says, String verdict) throws IOException {
    String template = TEMPLATE.replace("!Ref Says", says).replace("!Ref Verdict", verdict);
    Path file = Files.writeString(directory.resolve("template.yaml"), template);
    aws.stacks().deploy(new StackRequest("shop", file, Map.of("Says", says), Map.of()));
  }

  private String answer(String qualifier) {
    return lambda
        .invoke(
            r ->
                r.functionName("teller")
                    .qualifier(qualifier)
                    .payload(SdkBytes.fromUtf8String("{}")))
        .payload()
        .asUtf8String();
  }

  private AliasConfiguration alias() {
    return lambda.listAliases(r -> r.functionName("teller")).aliases().getFirst();
  }

  @Test
  void movesAliasToNewVersionByDeploymentAndKeepsTheOldOne() throws Exception {
    deploy("one", "Succeeded");
    assertThat(alias().functionVersion()).isEqualTo("1");
    assertThat(answer("live")).contains("\"says\":\"one\"", "\"version\":\"1\"");
    try (CodeDeployClient codeDeploy = LocalAwsTest.client(aws, CodeDeployClient.builder())) {
      assertThat(codeDeploy.listDeployments().deployments()).isEmpty();
      deploy("two", "Succeeded");
      assertThat(codeDeploy.listDeployments().deployments()).hasSize(1);
    }
    assertThat(alias().functionVersion()).isEqualTo("2");
    assertThat(answer("live")).contains("\"says\":\"two\"");
    assertThat(answer("1")).contains("\"says\":\"one\"");
    assertThat(aws.stacks().find("shop").orElseThrow().outputs())
        .containsEntry("Alias", "arn:aws:lambda:eu-west-1:123456789012:function:teller:live")
        .containsEntry("Version", "2");
  }

  @Test
  void failsAndRollsBackUpdateThatHookRefuses() throws Exception {
    deploy("one", "Succeeded");
    assertThatThrownBy(() -> deploy("two", "Failed"))
        .isInstanceOf(DeploymentFailed.class)
        .hasMessageContaining("AWS::Lambda::Alias TellerAliaslive")
        .hasMessageContaining("BeforeAllowTraffic")
        .hasMessageContaining("Failed");
    assertThat(alias().functionVersion()).isEqualTo("1");
    assertThat(answer("live")).contains("\"says\":\"one\"");
    assertThat(answer(null)).contains("\"says\":\"one\"");
    deploy("three", "Succeeded");
    assertThat(answer("live")).contains("\"says\":\"three\"");
  }

  @Test
  void letsRuleInvokeAliasAndNothingElse() throws Exception {
    deploy("one", "Succeeded");
    assertThat(lambda.getPolicy(r -> r.functionName("teller").qualifier("live")).policy())
        .contains("function:teller:live");
    assertThatThrownBy(() -> lambda.getPolicy(r -> r.functionName("teller")))
        .hasMessageContaining("does not exist");
    try (EventBridgeClient events = LocalAwsTest.client(aws, EventBridgeClient.builder());
        CloudWatchLogsClient logs = LocalAwsTest.client(aws, CloudWatchLogsClient.builder())) {
      events.putEvents(p -> p.entries(e -> e.source("test").detailType("Asked").detail("{}")));
      eventually(() -> toldByAlias(logs));
    }
  }

  private static boolean toldByAlias(CloudWatchLogsClient logs) {
    try {
      return logs.filterLogEvents(f -> f.logGroupName("/aws/lambda/teller")).events().stream()
          .anyMatch(
              line ->
                  line.message().contains("told Asked by 1 as ")
                      && line.message().contains("function:teller:live"));
    } catch (ResourceNotFoundException e) {
      return false; // Nothing was logged yet.
    }
  }

  private static void eventually(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not happen within 60 seconds");
      }
      Thread.sleep(50);
    }
  }
}
