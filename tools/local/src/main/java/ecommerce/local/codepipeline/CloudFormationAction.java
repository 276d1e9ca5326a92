package ecommerce.local.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.wire.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;

/**
 * Makes, changes or removes a stack, in one step or by a change set. Where there is nothing to
 * change it has succeeded. A stack that something else is at work on is waited for.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CloudFormation.html">Action
 *     reference</a>
 */
final class CloudFormationAction implements Provider {

  /** What is done, and which keys that takes. */
  enum Mode {
    CREATE_UPDATE("TemplatePath", "RoleArn"),
    CHANGE_SET_REPLACE("TemplatePath", "RoleArn", "ChangeSetName"),
    CHANGE_SET_EXECUTE("ChangeSetName"),
    DELETE_ONLY("RoleArn");

    private final Set<String> needed;

    Mode(String... needed) {
      this.needed = Set.of(needed);
    }

    static void check(ActionDeclaration action) {
      String asked = action.configuration().get("ActionMode");
      Optional<Mode> mode = Stream.of(values()).filter(m -> m.name().equals(asked)).findFirst();
      ActionChecks.require(
          mode.isPresent(),
          action,
          "has the ActionMode " + asked + ", which this environment does not offer");
      for (String key : mode.get().needed) {
        ActionChecks.require(
            action.configuration().containsKey(key),
            action,
            "lacks '" + key + "' in its configuration, which " + asked + " needs");
      }
    }
  }

  private static final String NO_UPDATES = "No updates are to be performed";

  @Override
  public Outcome run(Work work) {
    StackCalls stack = new StackCalls(work, work.required("StackName"));
    if (work.external().id().isPresent()) {
      return ended(work, stack, Mode.valueOf(work.required("ActionMode")));
    }
    stack.awaitQuiet();
    Mode mode = Mode.valueOf(work.required("ActionMode"));
    return switch (mode) {
      case CREATE_UPDATE -> createOrUpdate(work, stack);
      case CHANGE_SET_REPLACE -> replaceChangeSet(work, stack);
      case CHANGE_SET_EXECUTE -> executeChangeSet(work, stack);
      case DELETE_ONLY -> delete(work, stack);
    };
  }

  private static Outcome createOrUpdate(Work work, StackCalls stack) {
    boolean exists = stack.find().isPresent();
    ObjectNode request = new StackRequests(work).template();
    request.put("ClientRequestToken", work.run().id());
    try {
      String id =
          stack.call(exists ? "UpdateStack" : "CreateStack", request).path("StackId").asText();
      work.begun(id, null, null);
    } catch (Fault e) {
      if (!e.getMessage().contains(NO_UPDATES)) {
        throw e;
      }
      return unchanged(work, stack);
    }
    return ended(work, stack, Mode.CREATE_UPDATE);
  }

  private static Outcome replaceChangeSet(Work work, StackCalls stack) {
    String name = work.required("ChangeSetName");
    boolean creates =
        stack
            .find()
            .filter(found -> !found.path("StackStatus").asText().equals("REVIEW_IN_PROGRESS"))
            .isEmpty();
    if (stack.changeSet(name).isPresent()) {
      stack.call(
          "DeleteChangeSet", JsonNodeFactory.instance.objectNode().put("ChangeSetName", name));
    }
    ObjectNode request = new StackRequests(work).template();
    request.put("ChangeSetName", name).put("ChangeSetType", creates ? "CREATE" : "UPDATE");
    stack.call("CreateChangeSet", request);
    JsonNode made = stack.changeSet(name).orElseThrow();
    while (made.path("Status").asText().endsWith("_IN_PROGRESS")
        || made.path("Status").asText().endsWith("_PENDING")) {
      work.pause();
      made = stack.changeSet(name).orElseThrow();
    }
    if (made.path("Status").asText().equals("FAILED") && !empty(made)) {
      return Outcome.failed(
          "Change set " + name + " failed: " + made.path("StatusReason").asText());
    }
    String summary =
        empty(made) ? "Change set " + name + " is empty" : "Change set " + name + " was created.";
    return Outcome.done(summary, Map.of(), List.of());
  }

  private static boolean empty(JsonNode changeSet) {
    String reason = changeSet.path("StatusReason").asText();
    return changeSet.path("Status").asText().equals("FAILED")
        && (reason.contains("didn't contain changes") || reason.contains(NO_UPDATES));
  }

  private static Outcome executeChangeSet(Work work, StackCalls stack) {
    String name = work.required("ChangeSetName");
    JsonNode changeSet =
        stack
            .changeSet(name)
            .orElseThrow(() -> new Inputs.Wrong("ChangeSet [" + name + "] does not exist"));
    if (empty(changeSet)) {
      return unchanged(work, stack);
    }
    stack.call(
        "ExecuteChangeSet",
        JsonNodeFactory.instance
            .objectNode()
            .put("ChangeSetName", name)
            .put("ClientRequestToken", work.run().id()));
    work.begun(changeSet.path("StackId").asText(), null, null);
    return ended(work, stack, Mode.CHANGE_SET_EXECUTE);
  }

  /** Whatever the last operation on it came to: there was nothing to do. */
  private static Outcome unchanged(Work work, StackCalls stack) {
    return new StackOutputs(work).of(stack.find().orElseThrow(), "there was nothing to change");
  }

  private static Outcome delete(Work work, StackCalls stack) {
    Optional<JsonNode> found = stack.find();
    if (found.isEmpty()) {
      return Outcome.done("There was no stack", Map.of(), List.of());
    }
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    work.text("RoleArn").ifPresent(role -> request.put("RoleARN", role));
    stack.call("DeleteStack", request);
    work.begun(found.get().path("StackId").asText(), null, null);
    return ended(work, stack, Mode.DELETE_ONLY);
  }

  /** Waits for what is under way, and tells how it ended. */
  private static Outcome ended(Work work, StackCalls stack, Mode mode) {
    stack.awaitQuiet();
    Optional<JsonNode> found = stack.find();
    String status = found.map(one -> one.path("StackStatus").asText()).orElse("DELETE_COMPLETE");
    if (mode == Mode.DELETE_ONLY) {
      return status.equals("DELETE_COMPLETE")
          ? Outcome.done(
              "Stack " + work.required("StackName") + " was deleted", Map.of(), List.of())
          : Outcome.failed(stack.failure(status));
    }
    return Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE").contains(status)
        ? new StackOutputs(work).of(found.orElseThrow(), status)
        : Outcome.failed(stack.failure(status));
  }
}
