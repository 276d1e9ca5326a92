package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.Api;
import ecommerce.local.Identity;
import ecommerce.local.Timers;
import ecommerce.local.wire.Fault;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The update of an alias as its policy {@code CodeDeployLambdaAliasUpdate} wants it: by a
 * deployment of CodeDeploy, for whose end is waited.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatepolicy.html">UpdatePolicy</a>
 */
final class AliasDeployment {

  private static final String CODE_DEPLOY = "codedeploy";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Api api;
  private final Timers timers;
  private final Identity stack;

  AliasDeployment(Account account, Api api, Timers timers) {
    this.api = api;
    this.timers = timers;
    this.stack = new Identity.Administrator(account.globalArn("iam", "user/test"), "test");
  }

  /**
   * Returns when the alias' traffic goes to the target alone.
   *
   * @param policy with ApplicationName, DeploymentGroupName and the hooks, resolved
   * @param abandoned whether it is not waited for any more: the deployment is stopped then, and the
   *     former version gets all traffic again
   * @throws Fault where the deployment fails or is stopped, with its reason
   */
  void run(
      FunctionName alias,
      String current,
      String target,
      JsonNode policy,
      BooleanSupplier abandoned) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("applicationName", required(policy, "ApplicationName"));
    request.put("deploymentGroupName", required(policy, "DeploymentGroupName"));
    request.put("description", "CloudFormation updates " + alias.name());
    request
        .putObject("revision")
        .put("revisionType", "AppSpecContent")
        .putObject("appSpecContent")
        .put("content", appSpec(alias, current, target, policy).toString());
    String id = call("CreateDeployment", request).path("deploymentId").asText();
    try {
      await(id, abandoned);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop(id);
      throw new Fault("NotStabilized", 400, "CodeDeploy deployment " + id + " was stopped");
    }
  }

  private static ObjectNode appSpec(
      FunctionName alias, String current, String target, JsonNode policy) {
    ObjectNode spec = JsonNodeFactory.instance.objectNode().put("version", "0.0");
    spec.putArray("Resources")
        .addObject()
        .putObject(alias.name())
        .put("Type", "AWS::Lambda::Function")
        .putObject("Properties")
        .put("Name", alias.name())
        .put("Alias", alias.qualifier().orElseThrow())
        .put("CurrentVersion", current)
        .put("TargetVersion", target);
    var hooks = spec.putArray("Hooks");
    if (policy.hasNonNull("BeforeAllowTrafficHook")) {
      hooks.addObject().put("BeforeAllowTraffic", policy.get("BeforeAllowTrafficHook").asText());
    }
    if (policy.hasNonNull("AfterAllowTrafficHook")) {
      hooks.addObject().put("AfterAllowTraffic", policy.get("AfterAllowTrafficHook").asText());
    }
    return spec;
  }

  private void await(String id, BooleanSupplier abandoned) throws InterruptedException {
    boolean stopped = false;
    while (true) {
      if (!stopped && abandoned.getAsBoolean()) {
        stop(id); // It ends soon: only then is the alias free for what comes next.
        stopped = true;
      }
      JsonNode deployment = call("GetDeployment", id(id)).path("deploymentInfo");
      switch (deployment.path("status").asText()) {
        case "Succeeded" -> {
          return;
        }
        case "Failed", "Stopped" ->
            throw new Fault(
                "NotStabilized",
                400,
                "CodeDeploy deployment "
                    + id
                    + " ended "
                    + deployment.path("status").asText()
                    + ": "
                    + deployment.path("errorInformation").path("message").asText());
        default -> timers.pause(BETWEEN_LOOKS);
      }
    }
  }

  private void stop(String id) {
    try {
      call("StopDeployment", id(id).put("autoRollbackEnabled", true));
    } catch (Fault e) {
      // It has ended meanwhile.
    }
  }

  private static ObjectNode id(String id) {
    return JsonNodeFactory.instance.objectNode().put("deploymentId", id);
  }

  private JsonNode call(String operation, ObjectNode request) {
    return api.call(stack, CODE_DEPLOY, operation, request);
  }

  private static String required(JsonNode policy, String name) {
    if (!policy.hasNonNull(name)) {
      throw new IllegalArgumentException("CodeDeployLambdaAliasUpdate needs " + name);
    }
    return policy.get(name).asText();
  }
}
