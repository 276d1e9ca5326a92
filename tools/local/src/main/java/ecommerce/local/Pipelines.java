package ecommerce.local;

import java.util.Optional;

/** Starts pipelines on behalf of EventBridge. */
public interface Pipelines {

  /**
   * Starts an execution; durable when it returns.
   *
   * @param caller must be allowed {@code codepipeline:StartPipelineExecution}
   * @param input JSON that may have {@code variables} and {@code sourceRevisions}, as of
   *     StartPipelineExecution; an event that is handed over as it is has neither
   * @param rule the ARN of the rule, as the execution's trigger
   * @throws AccessDenied where the caller may not
   */
  void start(Identity caller, String pipelineArn, Optional<String> input, String rule);
}
