package ecommerce.local.codepipeline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;

/**
 * One execution of an action.
 *
 * @param attempt of the stage that it belongs to
 * @param order later ones have a greater one, over all executions
 * @param by who ended it, of an approval
 * @param external what was begun in another service: what a restart looks at again
 * @param configuration with its variables resolved
 * @param awaited until when somebody else may say how it went
 * @param continuation what a function wants to be called with again
 */
record ActionRun(
    String id,
    String action,
    int attempt,
    long order,
    ActionExecutionStatus status,
    Instant started,
    Instant updated,
    Optional<String> by,
    External external,
    Optional<Failure> failure,
    Map<String, String> configuration,
    Optional<Awaited> awaited,
    Optional<String> continuation,
    Map<String, String> variables,
    List<ArtifactRef> inputs,
    List<ArtifactRef> outputs) {

  /** What another service runs for the action. */
  record External(Optional<String> id, Optional<String> url, Optional<String> summary) {

    static final External NONE = new External(Optional.empty(), Optional.empty(), Optional.empty());
  }

  record Failure(String code, String message) {}

  /**
   * @param token that an approval is answered with
   */
  record Awaited(Instant until, Optional<String> token) {}

  ActionRun {
    configuration = Map.copyOf(configuration);
    variables = Map.copyOf(variables);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  static ActionRun begun(String id, String action, int attempt, long order, Instant now) {
    return new ActionRun(
        id,
        action,
        attempt,
        order,
        ActionExecutionStatus.IN_PROGRESS,
        now,
        now,
        Optional.empty(),
        External.NONE,
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of(),
        List.of());
  }

  boolean running() {
    return status == ActionExecutionStatus.IN_PROGRESS;
  }

  ActionRun given(Map<String, String> resolved, List<ArtifactRef> read, Instant now) {
    return new ActionRun(
        id,
        action,
        attempt,
        order,
        status,
        started,
        now,
        by,
        external,
        failure,
        resolved,
        awaited,
        continuation,
        variables,
        read,
        outputs);
  }

  ActionRun external(External begun, Instant now) {
    return new ActionRun(
        id,
        action,
        attempt,
        order,
        status,
        started,
        now,
        by,
        begun,
        failure,
        configuration,
        awaited,
        continuation,
        variables,
        inputs,
        outputs);
  }

  ActionRun awaited(Optional<Awaited> others, Optional<String> next, Instant now) {
    return new ActionRun(
        id,
        action,
        attempt,
        order,
        status,
        started,
        now,
        by,
        external,
        failure,
        configuration,
        others,
        next,
        variables,
        inputs,
        outputs);
  }

  ActionRun abandoned(Instant now) {
    return ended(ActionExecutionStatus.ABANDONED, by, failure, variables, outputs, now);
  }

  ActionRun succeeded(Outcome.Succeeded outcome, Instant now) {
    External told =
        outcome.summary().isEmpty()
            ? external
            : new External(external.id(), external.url(), outcome.summary());
    return external(told, now)
        .ended(
            ActionExecutionStatus.SUCCEEDED,
            outcome.by(),
            Optional.empty(),
            outcome.variables(),
            outcome.artifacts(),
            now);
  }

  ActionRun failed(Outcome.Failed outcome, Instant now) {
    return ended(
        ActionExecutionStatus.FAILED,
        outcome.by(),
        Optional.of(new Failure(outcome.code(), outcome.message())),
        variables,
        outputs,
        now);
  }

  private ActionRun ended(
      ActionExecutionStatus end,
      Optional<String> who,
      Optional<Failure> why,
      Map<String, String> told,
      List<ArtifactRef> made,
      Instant now) {
    return new ActionRun(
        id,
        action,
        attempt,
        order,
        end,
        started,
        now,
        who,
        external,
        why,
        configuration,
        Optional.empty(),
        Optional.empty(),
        told,
        inputs,
        made);
  }
}
