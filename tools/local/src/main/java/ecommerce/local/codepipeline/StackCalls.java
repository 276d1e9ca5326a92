package ecommerce.local.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.wire.Fault;
import java.util.Optional;

/** CloudFormation's operations on the stack of an action. */
record StackCalls(Work work, String name) {

  /** A stack that was deleted is none. */
  Optional<JsonNode> find() {
    try {
      JsonNode stack = call("DescribeStacks", object()).path("Stacks").path(0);
      return Optional.of(stack)
          .filter(one -> !one.path("StackStatus").asText().equals("DELETE_COMPLETE"));
    } catch (Fault e) {
      return absent(e);
    }
  }

  Optional<JsonNode> changeSet(String changeSet) {
    try {
      return Optional.of(call("DescribeChangeSet", object().put("ChangeSetName", changeSet)));
    } catch (Fault e) {
      return absent(e);
    }
  }

  private static Optional<JsonNode> absent(Fault e) {
    if (e.status() != 403 && e.getMessage().contains("does not exist")) {
      return Optional.empty();
    }
    throw e;
  }

  JsonNode call(String operation, ObjectNode request) {
    return work.call("cloudformation", operation, request.put("StackName", name));
  }

  /** Returns when nothing is at work on the stack. */
  void awaitQuiet() {
    while (find()
        .map(stack -> stack.path("StackStatus").asText())
        .filter(status -> status.endsWith("_IN_PROGRESS") && !status.startsWith("REVIEW"))
        .isPresent()) {
      work.pause();
    }
  }

  /** Why the last operation came to a bad end: its first resource that failed. */
  String failure(String status) {
    String said = "Stack " + name + " is in the status " + status;
    try {
      String why = null;
      for (JsonNode event : call("DescribeStackEvents", object()).path("StackEvents")) {
        String reached = event.path("ResourceStatus").asText();
        String resource = event.path("LogicalResourceId").asText();
        if (reached.endsWith("_FAILED") && !event.path("ResourceStatusReason").isMissingNode()) {
          why = resource + ": " + event.path("ResourceStatusReason").asText();
        }
        if (resource.equals(name)
            && (reached.equals("CREATE_IN_PROGRESS") || reached.equals("UPDATE_IN_PROGRESS"))) {
          break;
        }
      }
      return why == null ? said : said + ". " + why;
    } catch (Fault e) { // Without the permission to look, the status has to do.
      return said;
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
