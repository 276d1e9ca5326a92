package ecommerce.local.codepipeline;

import ecommerce.local.AccessDenied;
import ecommerce.local.Api;
import ecommerce.local.Timers;
import ecommerce.local.wire.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;

/** Runs actions, each on a thread of its own, and hands what became of them to the runs. */
final class Actions {

  private static final Logger LOG = LoggerFactory.getLogger("aws.codepipeline");

  private final Api api;
  private final Timers timers;
  private final Artifacts artifacts;
  private final Sessions sessions;
  private final Map<ActionKind, Provider> providers;

  Actions(
      Api api,
      Timers timers,
      Artifacts artifacts,
      Sessions sessions,
      Map<ActionKind, Provider> providers) {
    this.api = api;
    this.timers = timers;
    this.artifacts = artifacts;
    this.sessions = sessions;
    this.providers = Map.copyOf(providers);
  }

  void launch(Runs runs, Structure structure, Execution execution, String stage, ActionRun run) {
    RunKey key = RunKey.of(execution, stage, run);
    if (run.pending().awaited().isPresent() && run.pending().continuation().isEmpty()) {
      expireAt(runs, key, run.pending().awaited().get().until());
      return;
    }
    Thread.ofVirtual()
        .name("action-" + run.action() + "-" + run.id())
        .start(() -> run(runs, structure, execution, key, run));
  }

  private void run(Runs runs, Structure structure, Execution execution, RunKey key, ActionRun run) {
    Outcome outcome;
    try {
      outcome = outcome(runs, structure, execution, key, run);
    } catch (Work.Left e) {
      return;
    } catch (RuntimeException e) {
      if (runs.closed()) {
        return;
      }
      outcome = failure(key, e);
    }
    if (outcome instanceof Outcome.Failed failed) {
      LOG.warn("{}: action {} failed: {}", key.pipeline(), run.action(), failed.message());
    }
    if (runs.finished(key, outcome) && outcome instanceof Outcome.Awaited awaited) {
      expireAt(runs, key, awaited.until());
    }
  }

  private Outcome outcome(
      Runs runs, Structure structure, Execution execution, RunKey key, ActionRun run) {
    ActionDeclaration action = structure.action(key.stage(), run.action()).orElseThrow();
    Map<String, String> configuration = Variables.of(execution).in(action.configuration());
    List<ArtifactRef> inputs =
        action.inputArtifacts().stream().map(input -> made(execution, input.name())).toList();
    runs.note(key, one -> one.given(configuration, inputs, timers.instant()));
    ActionKind kind = ActionKind.of(action.actionTypeId()).orElseThrow();
    return providers
        .get(kind)
        .run(
            new Work(
                runs,
                api,
                timers,
                artifacts,
                structure,
                execution,
                action,
                key,
                run,
                configuration,
                inputs,
                () -> sessions.of(structure, action)));
  }

  private static ArtifactRef made(Execution execution, String name) {
    return Optional.ofNullable(execution.products().artifacts().get(name))
        .orElseThrow(() -> new Inputs.Wrong("The artifact '" + name + "' was not made"));
  }

  private static Outcome failure(RunKey key, RuntimeException e) {
    return switch (e) {
      case Variables.Unresolved wrong -> Outcome.misconfigured(wrong.getMessage());
      case Inputs.Wrong wrong -> Outcome.misconfigured(wrong.getMessage());
      case AccessDenied denied -> denied(denied.getMessage());
      case Fault fault when fault.status() == 403 -> denied(fault.getMessage());
      case Fault fault -> Outcome.failed(fault.code() + ": " + fault.getMessage());
      case AwsServiceException service when service.statusCode() == 403 ->
          denied(service.getMessage());
      case AwsServiceException service -> Outcome.failed(service.getMessage());
      default -> {
        LOG.error("{}: an action failed", key.pipeline(), e);
        yield new Outcome.Failed("InternalError", "An internal error occurred.", Optional.empty());
      }
    };
  }

  private static Outcome denied(String message) {
    return new Outcome.Failed(
        "PermissionError", "Insufficient permissions: " + message, Optional.empty());
  }

  private void expireAt(Runs runs, RunKey key, Instant until) {
    Duration left = Duration.between(timers.instant(), until);
    timers.after(left.isNegative() ? Duration.ZERO : left, () -> runs.expire(key));
  }
}
