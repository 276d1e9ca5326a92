package ecommerce.local.deploy;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * Begins operations on stacks, where their state allows it: one at a time for a stack. The work
 * itself goes on elsewhere.
 */
final class Operator {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9]{0,127}");
  private static final Set<StackStatus> UPDATABLE =
      Set.of(
          StackStatus.CREATE_COMPLETE,
          StackStatus.UPDATE_COMPLETE,
          StackStatus.UPDATE_ROLLBACK_COMPLETE,
          StackStatus.UPDATE_FAILED,
          StackStatus.CREATE_FAILED);

  private final Engine engine;

  Operator(Engine engine) {
    this.engine = engine;
  }

  /** A stack that is not kept yet. */
  StackRecord fresh(String name, StackRecord.Settings settings) {
    if (!NAME.matcher(name).matches()) {
      throw Refusals.invalid(
          "1 validation error detected: Value '"
              + name
              + "' at 'stackName' failed to satisfy constraint: Member must satisfy regular"
              + " expression pattern: [a-zA-Z][-a-zA-Z0-9]*");
    }
    return StackRecord.fresh(
        engine.account().arn("cloudformation", "stack/" + name + "/" + UUID.randomUUID()),
        name,
        settings,
        engine.clock().instant(),
        engine.endpoints().host());
  }

  /** Keeps a new stack, and begins to make it. */
  void add(
      StackRecord fresh, Definition target, Ongoing.OnFailure onFailure, Optional<String> token) {
    engine.stacks().add(fresh);
    create(fresh.id(), target, onFailure, token);
  }

  /** Begins to make a stack that was in review. */
  void create(String id, Definition target, Ongoing.OnFailure onFailure, Optional<String> token) {
    begin(
        id,
        stack -> {
          if (stack.status() != StackStatus.REVIEW_IN_PROGRESS) {
            throw Refusals.state(stack, "created");
          }
          return stack
              .contents(Contents.NONE.from(target))
              .ongoing(Ongoing.of(Optional.of(target), Contents.NONE, onFailure, token))
              .outcome(StackRecord.Outcome.NONE)
              .status(StackStatus.CREATE_IN_PROGRESS, "User Initiated");
        });
  }

  static void requireUpdatable(StackRecord stack) {
    if (!UPDATABLE.contains(stack.status())) {
      throw Refusals.state(stack, "updated");
    }
  }

  void update(String id, Definition target, Ongoing.OnFailure onFailure, Optional<String> token) {
    begin(
        id,
        stack -> {
          requireUpdatable(stack);
          Contents before =
              stack.status() == StackStatus.UPDATE_FAILED
                  ? stack.ongoing().map(Ongoing::before).orElse(stack.contents())
                  : stack.contents();
          return stack
              .ongoing(Ongoing.of(Optional.of(target), before, onFailure, token))
              .outcome(StackRecord.Outcome.NONE)
              .times(
                  new StackRecord.Times(
                      stack.times().created(),
                      Optional.of(engine.clock().instant()),
                      Optional.empty()))
              .status(StackStatus.UPDATE_IN_PROGRESS, "User Initiated");
        });
  }

  /** Begins the way back of an update that was left where it failed, or whose way back failed. */
  void rollBack(String id, Set<String> skipped, Optional<String> token) {
    begin(
        id,
        stack -> {
          if (stack.status() != StackStatus.UPDATE_ROLLBACK_FAILED
              && stack.status() != StackStatus.UPDATE_FAILED) {
            throw Refusals.state(stack, "rolled back");
          }
          return stack
              .ongoing(stack.ongoing().orElseThrow().skipping(skipped))
              .status(StackStatus.UPDATE_ROLLBACK_IN_PROGRESS, "User Initiated");
        });
  }

  /**
   * @return whether there is anything to do
   */
  boolean delete(String id, Set<String> retain, Optional<String> token) {
    StackRecord present = engine.stacks().get(id);
    if (present.deleted() || present.status() == StackStatus.DELETE_IN_PROGRESS) {
      return false;
    }
    begin(
        id,
        stack -> {
          if (stack.inProgress()) {
            throw Refusals.state(stack, "deleted");
          }
          if (stack.settings().terminationProtection()) {
            throw Refusals.invalid(
                "Stack ["
                    + stack.name()
                    + "] cannot be deleted while TerminationProtection is enabled");
          }
          if (!retain.isEmpty() && stack.status() != StackStatus.DELETE_FAILED) {
            throw Refusals.invalid(
                "Invalid operation on stack ["
                    + stack.id()
                    + "]. RetainResources can only be given for a stack that is DELETE_FAILED.");
          }
          Drafting.refusing(
              () -> {
                engine.exports().checkRemoval(stack);
                return stack;
              });
          return stack
              .ongoing(
                  Ongoing.of(Optional.empty(), stack.contents(), Ongoing.OnFailure.ROLLBACK, token)
                      .skipping(retain))
              .status(StackStatus.DELETE_IN_PROGRESS, "User Initiated");
        });
    return true;
  }

  private void begin(String id, java.util.function.UnaryOperator<StackRecord> change) {
    engine.events().ofStack(engine.stacks().change(id, change));
  }
}
