package ecommerce.local.codepipeline;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;

/**
 * One execution of an action. Stored flat: its parts have no names of their own there.
 *
 * @param external what was begun in another service: what a restart looks at again
 */
record ActionRun(
    @JsonUnwrapped Start start,
    @JsonUnwrapped State state,
    External external,
    @JsonUnwrapped Given given,
    @JsonUnwrapped Pending pending,
    @JsonUnwrapped Made made) {

  /**
   * What stays as it is.
   *
   * @param attempt of the stage that it belongs to
   * @param order later ones have a greater one, over all executions
   */
  record Start(String id, String action, int attempt, long order, Instant started) {}

  /**
   * How it goes.
   *
   * @param by who ended it, of an approval
   */
  record State(
      ActionExecutionStatus status,
      Instant updated,
      Optional<String> by,
      Optional<Failure> failure) {

    State at(Instant now) {
      return new State(status, now, by, failure);
    }
  }

  record Failure(String code, String message) {}

  /** What another service runs for the action. */
  record External(Optional<String> id, Optional<String> url, Optional<String> summary) {

    static final External NONE = new External(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * What it works with.
   *
   * @param configuration with its variables resolved
   */
  record Given(Map<String, String> configuration, List<ArtifactRef> inputs) {

    static final Given NOTHING = new Given(Map.of(), List.of());

    Given {
      configuration = Map.copyOf(configuration);
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * What it waits for.
   *
   * @param awaited until when somebody else may say how it went
   * @param continuation what a function wants to be called with again
   */
  record Pending(Optional<Awaited> awaited, Optional<String> continuation) {

    static final Pending NOTHING = new Pending(Optional.empty(), Optional.empty());
  }

  /**
   * @param token that an approval is answered with
   */
  record Awaited(Instant until, Optional<String> token) {}

  /** What came of it. */
  record Made(Map<String, String> variables, List<ArtifactRef> outputs) {

    static final Made NOTHING = new Made(Map.of(), List.of());

    Made {
      variables = Map.copyOf(variables);
      outputs = List.copyOf(outputs);
    }
  }

  static ActionRun begun(String id, String action, int attempt, long order, Instant now) {
    return new ActionRun(
        new Start(id, action, attempt, order, now),
        new State(ActionExecutionStatus.IN_PROGRESS, now, Optional.empty(), Optional.empty()),
        External.NONE,
        Given.NOTHING,
        Pending.NOTHING,
        Made.NOTHING);
  }

  String id() {
    return start.id();
  }

  String action() {
    return start.action();
  }

  int attempt() {
    return start.attempt();
  }

  long order() {
    return start.order();
  }

  ActionExecutionStatus status() {
    return state.status();
  }

  boolean running() {
    return status() == ActionExecutionStatus.IN_PROGRESS;
  }

  ActionRun given(Map<String, String> resolved, List<ArtifactRef> read, Instant now) {
    return new ActionRun(start, state.at(now), external, new Given(resolved, read), pending, made);
  }

  ActionRun external(External begun, Instant now) {
    return new ActionRun(start, state.at(now), begun, given, pending, made);
  }

  ActionRun awaited(Optional<Awaited> others, Optional<String> next, Instant now) {
    return new ActionRun(start, state.at(now), external, given, new Pending(others, next), made);
  }

  ActionRun abandoned(Instant now) {
    return ended(
        new State(ActionExecutionStatus.ABANDONED, now, state.by(), state.failure()), made);
  }

  ActionRun succeeded(Outcome.Succeeded outcome, Instant now) {
    External told =
        outcome.summary().isEmpty()
            ? external
            : new External(external.id(), external.url(), outcome.summary());
    return external(told, now)
        .ended(
            new State(ActionExecutionStatus.SUCCEEDED, now, outcome.by(), Optional.empty()),
            new Made(outcome.variables(), outcome.artifacts()));
  }

  ActionRun failed(Outcome.Failed outcome, Instant now) {
    return ended(
        new State(
            ActionExecutionStatus.FAILED,
            now,
            outcome.by(),
            Optional.of(new Failure(outcome.code(), outcome.message()))),
        made);
  }

  private ActionRun ended(State end, Made what) {
    return new ActionRun(start, end, external, given, Pending.NOTHING, what);
  }
}
