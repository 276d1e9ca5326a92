package ecommerce.local.functions;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Map;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;

/** A function that says which version it is, and one that judges a deployment. */
public final class Versioned {

  public Map<String, String> tell(Map<String, Object> event, Context context) {
    String told = context.getFunctionVersion() + " as " + context.getInvokedFunctionArn();
    System.out.println("told " + event.get("detail-type") + " by " + told);
    return Map.of("version", context.getFunctionVersion(), "says", System.getenv("SAYS"));
  }

  /** A hook of CodeDeploy: reports what its environment says. */
  public void judge(Map<String, Object> event) {
    try (CodeDeployClient codeDeploy = CodeDeployClient.create()) {
      codeDeploy.putLifecycleEventHookExecutionStatus(
          put ->
              put.deploymentId((String) event.get("DeploymentId"))
                  .lifecycleEventHookExecutionId(
                      (String) event.get("LifecycleEventHookExecutionId"))
                  .status(System.getenv("VERDICT")));
    }
  }
}
