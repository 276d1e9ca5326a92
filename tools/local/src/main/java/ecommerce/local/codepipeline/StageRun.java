package ecommerce.local.codepipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.RetryTrigger;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;

/**
 * A stage, as an execution went through it.
 *
 * @param entered later ones have a greater one, over all executions
 * @param attempt counted from 1
 * @param carriedFrom the first attempt whose succeeded actions still count
 * @param actions all that was run, those of former attempts too
 */
record StageRun(
    String name,
    StageExecutionStatus status,
    long entered,
    int attempt,
    int carriedFrom,
    Retries retries,
    List<ActionRun> actions) {

  /** How often it was tried again, and who wanted it last. */
  record Retries(int manual, int automatic, Optional<RetryTrigger> latest) {

    static final Retries NONE = new Retries(0, 0, Optional.empty());

    Retries and(RetryTrigger trigger) {
      boolean byHand = trigger == RetryTrigger.MANUAL_STAGE_RETRY;
      return new Retries(
          byHand ? manual + 1 : manual, byHand ? automatic : automatic + 1, Optional.of(trigger));
    }
  }

  StageRun {
    actions = List.copyOf(actions);
  }

  static StageRun entered(String name, long order) {
    return new StageRun(
        name, StageExecutionStatus.IN_PROGRESS, order, 1, 1, Retries.NONE, List.of());
  }

  StageRun status(StageExecutionStatus changed) {
    return new StageRun(name, changed, entered, attempt, carriedFrom, retries, actions);
  }

  /** The next attempt: of all actions, or of those that have not succeeded. */
  StageRun again(StageRetryMode mode, RetryTrigger trigger, long order) {
    int next = attempt + 1;
    return new StageRun(
        name,
        StageExecutionStatus.IN_PROGRESS,
        order,
        next,
        mode == StageRetryMode.ALL_ACTIONS ? next : carriedFrom,
        retries.and(trigger),
        actions);
  }

  StageRun with(ActionRun run) {
    List<ActionRun> changed = new ArrayList<>(actions);
    changed.removeIf(other -> other.id().equals(run.id()));
    changed.add(run);
    return new StageRun(name, status, entered, attempt, carriedFrom, retries, changed);
  }

  Optional<ActionRun> run(String id) {
    return actions.stream().filter(run -> run.id().equals(id)).findFirst();
  }

  /** The last run of an action, whichever attempt it was of. */
  Optional<ActionRun> latest(String action) {
    return actions.stream()
        .filter(run -> run.action().equals(action))
        .max(Comparator.comparingLong(ActionRun::order));
  }

  /** The run of an action that counts now: of this attempt, or one that succeeded before. */
  Optional<ActionRun> counting(String action) {
    return latest(action)
        .filter(
            run ->
                run.attempt() == attempt
                    || run.attempt() >= carriedFrom
                        && run.status() == ActionExecutionStatus.SUCCEEDED);
  }

  List<ActionRun> running() {
    return actions.stream().filter(ActionRun::running).toList();
  }
}
