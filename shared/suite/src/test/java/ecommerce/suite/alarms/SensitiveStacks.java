package ecommerce.suite.alarms;

import ecommerce.deploy.AwsConnection;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.target.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.waiters.CloudFormationWaiter;

/**
 * The templates of shared/monitoring as stacks of a service {@code sensitive}, which watches
 * functions and APIs of the others: with limits that anything is beyond, or nothing.
 */
final class SensitiveStacks {

  private static final String SERVICE = "sensitive";
  private static final String RULES = "sensitive-rules";
  private static final Map<String, String> TOUCHY =
      Map.of("SlowAfter1", "1", "BehindAfter", "0", "ApiSlowAfter", "0", "ApiRefusals", "5");
  private static final Map<String, String> CALM =
      Map.of(
          "SlowAfter1", "600000",
          "BehindAfter", "86400000",
          "ApiSlowAfter", "600000",
          "ApiRefusals", "100000");

  private final CloudFormationClient stacks;
  private final CloudFormationWaiter waiter;
  private final Map<String, String> common;
  private final Map<String, String> watched;

  SensitiveStacks(Platform platform, Deployed deployed, AwsConnection aws) {
    this.stacks = aws.cloudFormation();
    this.waiter =
        CloudFormationWaiter.builder()
            .client(stacks)
            .overrideConfiguration(
                wait ->
                    wait.maxAttempts(600)
                        .backoffStrategyV2(
                            BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(100))))
            .build();
    this.common =
        Map.of(
            "Environment",
            "tests",
            "Service",
            SERVICE,
            "AlarmTopicArn",
            platform.parameters().get("platform/alarm-topic/arn"));
    this.watched =
        Map.of(
            "LogGroup", deployed.physicalId("orders", "LogGroup"),
            "Function1", deployed.functionName("payment-3p-Payments"),
            "Stream1", deployed.functionName("products-TableUpdate"),
            "ApiName", "ecommerce-tests-payment-3p",
            "GraphQLApiId", platform.parameters().get("frontend-api/api/id"));
  }

  /**
   * Makes both, with limits that anything is beyond.
   *
   * @param rule ARN of the rule that is watched
   */
  void make(String rule) throws IOException {
    create(SERVICE, "service.yaml", joined(watched, TOUCHY));
    create(RULES, "rules.yaml", Map.of("Rule1", rule));
  }

  /** What was too much is now as it should be. */
  void calm() {
    List<Parameter> parameters = parameters(joined(watched, CALM));
    stacks.updateStack(
        update -> update.stackName(SERVICE).usePreviousTemplate(true).parameters(parameters));
    waiter.waitUntilStackUpdateComplete(wait -> wait.stackName(SERVICE));
  }

  private void create(String name, String file, Map<String, String> given) throws IOException {
    String template = Files.readString(Checkout.root().resolve("shared/monitoring/" + file));
    stacks.createStack(
        create -> create.stackName(name).templateBody(template).parameters(parameters(given)));
    waiter.waitUntilStackCreateComplete(wait -> wait.stackName(name));
  }

  private List<Parameter> parameters(Map<String, String> given) {
    return joined(common, given).entrySet().stream()
        .map(
            one ->
                Parameter.builder()
                    .parameterKey(one.getKey())
                    .parameterValue(one.getValue())
                    .build())
        .toList();
  }

  private static Map<String, String> joined(Map<String, String> some, Map<String, String> others) {
    Map<String, String> all = new TreeMap<>(some);
    all.putAll(others);
    return all;
  }
}
