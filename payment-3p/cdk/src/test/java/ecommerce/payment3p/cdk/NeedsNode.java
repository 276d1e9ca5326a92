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

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      boolean found =
          System.getenv("JSII_NODE") != null
              || Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                  .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
      return found
          ? ConditionEvaluationResult.enabled("node is there")
          : ConditionEvaluationResult.disabled(
              "payment-3p/template.yaml was NOT compared with the CDK stack:"
                  + " node is not on the PATH, and the CDK needs it");
    }
  }
}
