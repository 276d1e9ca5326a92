package ecommerce.payment3p.cdk;

import java.io.File;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a class of tests, saying why, where the CDK cannot run: it is a Node.js program inside. */
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsNode.Condition.class)
@interface NeedsNode {

  /** Looks where jsii looks: in {@code JSII_NODE}, else on the {@code PATH}. */
  final class Condition implements ExecutionCondition {

    private static final String WHY =
        "payment-3p/template.yaml is NOT compared with its CDK stack, because the CDK needs node,"
            + " which is not on the PATH";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      boolean found =
          System.getenv("JSII_NODE") != null
              || Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                  .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
      if (found) {
        return ConditionEvaluationResult.enabled("node is there");
      }
      // Maven shows how many are skipped, and never why.
      System.err.println(context.getDisplayName() + " is skipped: " + WHY);
      return ConditionEvaluationResult.disabled(WHY);
    }
  }
}
