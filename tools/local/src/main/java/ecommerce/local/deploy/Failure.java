package ecommerce.local.deploy;

import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** What follows a creation or update that cannot be done: a roll-back, a deletion, or nothing. */
record Failure(Progress progress, boolean creation) {

  /**
   * @param summary the reason of the stack's next state
   * @param told the same for who asked in process, with the place in the template
   */
  void give(String summary, String told) {
    progress.change(
        stack ->
            stack.outcome(new StackRecord.Outcome(stack.outcome().changes(), Optional.of(told))));
    StackRecord stack = progress.stack();
    Ongoing.OnFailure onFailure =
        stack.settings().disableRollback()
            ? Ongoing.OnFailure.DO_NOTHING
            : stack.ongoing().orElseThrow().onFailure();
    switch (onFailure) {
      case DO_NOTHING ->
          progress.status(
              creation ? StackStatus.CREATE_FAILED : StackStatus.UPDATE_FAILED, summary);
      case DELETE -> {
        if (creation) {
          progress.status(StackStatus.DELETE_IN_PROGRESS, summary + "Delete requested by user.");
        } else {
          progress.status(StackStatus.UPDATE_ROLLBACK_IN_PROGRESS, summary);
        }
      }
      case ROLLBACK ->
          progress.status(
              creation ? StackStatus.ROLLBACK_IN_PROGRESS : StackStatus.UPDATE_ROLLBACK_IN_PROGRESS,
              creation ? summary + "Rollback requested by user." : summary);
    }
  }
}
