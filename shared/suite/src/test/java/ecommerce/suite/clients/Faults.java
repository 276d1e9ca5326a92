package ecommerce.suite.clients;

import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/**
 * Makes functions fail, for a test that has the environment for itself: their roles are denied
 * everything that they work with, and what they are started for by events is tried once only.
 */
public final class Faults {

  private static final String POLICY = "fault";
  private static final String DENIED =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Resource": "*",
        "Action": ["dynamodb:*", "events:*", "execute-api:*", "lambda:*"]}]}
      """;

  private final LambdaClient lambda;
  private final IamClient iam;
  private final String stacks;

  Faults(LambdaClient lambda, IamClient iam, String stacks) {
    this.lambda = lambda;
    this.iam = iam;
    this.stacks = stacks;
  }

  /**
   * From now on until it is mended the function fails whenever it is started.
   *
   * @param function {@code {service}-{Function}}
   */
  public void fail(String function) {
    roles(function)
        .forEach(
            role ->
                iam.putRolePolicy(
                    put -> put.roleName(role).policyName(POLICY).policyDocument(DENIED)));
  }

  public void mend(String function) {
    roles(function)
        .forEach(role -> iam.deleteRolePolicy(delete -> delete.roleName(role).policyName(POLICY)));
  }

  /** Spares the minutes that Lambda waits before it tries an event again. */
  public void withoutRetries(String function) {
    functions(function)
        .forEach(
            found ->
                lambda.updateFunctionEventInvokeConfig(
                    update ->
                        update
                            .functionName(found.functionName())
                            .qualifier("live")
                            .maximumRetryAttempts(0)));
  }

  private List<String> roles(String function) {
    return functions(function).stream()
        .map(found -> found.role().substring(found.role().lastIndexOf('/') + 1))
        .toList();
  }

  private List<FunctionConfiguration> functions(String function) {
    List<FunctionConfiguration> found =
        lambda.listFunctionsPaginator().functions().stream()
            .filter(each -> each.functionName().startsWith(stacks + "-" + function + "-"))
            .toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException("there is no function " + function);
    }
    return found;
  }
}
