package ecommerce.local.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.template.ResourceDefinition;
import ecommerce.local.template.TemplateException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * The way forward of a creation or an update: what is new is made, what differs is changed or
 * replaced. Nothing is removed here. Begun again after the environment was stopped, it goes on
 * where it was.
 */
final class Deployment {

  private static final String CANCELLED = "User Initiated";

  private final Progress progress;
  private final BooleanSupplier cancelled;
  private final Definition target;
  private final boolean creation;
  private final StackReferences references;
  private Evaluation evaluation;

  /**
   * @param cancelled whether someone wants the update to be given up
   */
  Deployment(Progress progress, BooleanSupplier cancelled) {
    this.progress = progress;
    this.cancelled = cancelled;
    this.target = progress.stack().ongoing().orElseThrow().target().orElseThrow();
    this.creation = progress.stack().status() == StackStatus.CREATE_IN_PROGRESS;
    this.references = new StackReferences(progress::stack, progress.engine().exports());
  }

  /** Ends in another state of the stack. */
  void run() {
    String at = null;
    try {
      StackRecord stack = progress.stack();
      evaluation =
          progress.engine().evaluation(stack, progress.engine().template(stack, target), target);
      for (String logicalId : evaluation.template().creationOrder()) {
        progress.check();
        refuseToGoOn();
        at = logicalId;
        deploy(logicalId);
        at = null;
      }
      finish();
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      fail(at, e);
    }
  }

  private void refuseToGoOn() {
    if (cancelled.getAsBoolean()) {
      throw new IllegalArgumentException(CANCELLED);
    }
    StackRecord stack = progress.stack();
    boolean late =
        creation
            && stack
                .settings()
                .timeoutMinutes()
                .map(minutes -> stack.times().created().plus(Duration.ofMinutes(minutes)))
                .filter(progress.engine().clock().instant()::isAfter)
                .isPresent();
    if (late) {
      throw new IllegalArgumentException("Stack creation time exceeded the specified timeout");
    }
  }

  private void deploy(String logicalId) {
    Evaluation.Wanted wanted =
        evaluation
            .wanted(logicalId, references)
            .abandonedWhen(() -> cancelled.getAsBoolean() || progress.stopping());
    Made present = progress.stack().resources().get(logicalId);
    if (present != null && wanted.sameThing(present)) {
      keep(logicalId, wanted.made(present.resource()), false);
    } else if (present == null) {
      progress.event(logicalId, null, wanted.definition().type(), "CREATE_IN_PROGRESS", null);
      Made made = wanted.made(make(wanted));
      keep(logicalId, made, true);
      progress.event(logicalId, made, "CREATE_COMPLETE", null);
    } else if (mustReplace(wanted.type(), present, wanted.desired().properties())) {
      replace(logicalId, wanted, present);
    } else {
      progress.event(logicalId, present, "UPDATE_IN_PROGRESS", null);
      progress.change(stack -> stack.ongoing(stack.ongoing().orElseThrow().changing(logicalId)));
      Made made = wanted.made(wanted.type().update(wanted.desired(), present.resource()));
      keep(logicalId, made, true);
      progress.event(logicalId, made, "UPDATE_COMPLETE", null);
    }
  }

  private void replace(String logicalId, Evaluation.Wanted wanted, Made present) {
    progress.event(
        logicalId,
        present,
        "UPDATE_IN_PROGRESS",
        "Requested update requires the creation of a new physical resource; hence creating one.");
    Made made = wanted.made(make(wanted));
    progress.change(
        stack ->
            stack.leaving(
                new Leftover(logicalId, present, wanted.definition().updateReplacePolicy())));
    keep(logicalId, made, true);
    progress.event(logicalId, made, "UPDATE_COMPLETE", null);
  }

  static boolean mustReplace(ResourceType type, Made present, ObjectNode properties) {
    return type.immutable().stream()
        .anyMatch(name -> !Objects.equals(present.properties().get(name), properties.get(name)));
  }

  private Resource make(Evaluation.Wanted wanted) {
    String logicalId = wanted.desired().logicalId();
    boolean interrupted =
        progress.stack().ongoing().orElseThrow().making().filter(logicalId::equals).isPresent();
    progress.change(stack -> stack.ongoing(stack.ongoing().orElseThrow().making(logicalId)));
    if (!interrupted) {
      return wanted.type().create(wanted.desired());
    }
    try {
      return wanted.type().create(wanted.desired());
    } catch (RuntimeException e) {
      return takeUp(wanted, e);
    }
  }

  /** What an interrupted deployment may have made already. */
  private static Resource takeUp(Evaluation.Wanted wanted, RuntimeException refused) {
    Resource planned = wanted.type().planned(wanted.desired()).orElseThrow(() -> refused);
    try {
      return wanted.type().update(wanted.desired(), planned);
    } catch (RuntimeException other) {
      refused.addSuppressed(other);
      throw refused;
    }
  }

  private void keep(String logicalId, Made made, boolean counted) {
    evaluation
        .template()
        .directory()
        .ifPresent(directory -> progress.engine().files().keep(directory, made.files()));
    progress.change(
        stack -> {
          StackRecord kept =
              stack
                  .contents(stack.contents().with(logicalId, made))
                  .ongoing(stack.ongoing().orElseThrow().settled());
          return counted ? kept.counted() : kept;
        });
  }

  private void finish() {
    List<StackOutput> outputs = evaluation.outputs(references);
    StackRecord stack = progress.stack();
    progress.engine().exports().check(stack, outputs);
    Set<String> gone = new LinkedHashSet<>(stack.resources().keySet());
    gone.removeAll(evaluation.template().resources().keySet());
    progress.change(
        now -> {
          StackRecord done =
              now.contents(now.contents().from(target).giving(outputs, references.imported()));
          for (String logicalId : gone) {
            Made made = now.resources().get(logicalId);
            done =
                done.contents(done.contents().without(logicalId))
                    .leaving(new Leftover(logicalId, made, made.deletionPolicy()))
                    .counted();
          }
          return done;
        });
    if (creation) {
      progress.end(StackStatus.CREATE_COMPLETE, null);
    } else {
      progress.status(StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, null);
    }
  }

  private void fail(String logicalId, Throwable e) {
    String reason = progress.reason(e);
    String told = reason;
    String summary = reason;
    if (logicalId != null) {
      ResourceDefinition definition = evaluation.template().resources().get(logicalId);
      Made present = progress.stack().resources().get(logicalId);
      boolean made = present == null;
      String placed =
          e instanceof TemplateException ? reason : definition.position() + ": " + reason;
      progress.event(
          logicalId,
          made ? null : present.physicalId(),
          definition.type(),
          made ? "CREATE_FAILED" : "UPDATE_FAILED",
          placed);
      summary =
          "The following resource(s) failed to "
              + (made ? "create" : "update")
              + ": ["
              + logicalId
              + "]. ";
      told =
          e instanceof TemplateException
              ? reason
              : definition.position()
                  + ": "
                  + definition.type()
                  + " "
                  + logicalId
                  + " of "
                  + progress.stack().name()
                  + ": "
                  + reason;
    }
    new Failure(progress, creation).give(cancelled.getAsBoolean() ? CANCELLED : summary, told);
  }
}
