package ecommerce.cli.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An execution of a pipeline at one moment: all its stages, those to come too, in their order.
 *
 * @param status as CodePipeline calls it: InProgress, Succeeded, Failed, Superseded …
 * @param commit id and message of what is shipped; empty before the source is read
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record PipelineView(
    String pipeline,
    String execution,
    String status,
    String summary,
    String commit,
    String message,
    Instant began,
    Instant lastChange,
    List<Stage> stages) {

  /**
   * @param waiting whether the execution stands before this stage, for another that is in it or a
   *     transition that is off
   */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  record Stage(String name, boolean waiting, List<Action> actions) {}

  /**
   * @param status NotBegun, InProgress, Succeeded, Failed, Abandoned
   * @param approval the token with which it is approved, while it waits for a person
   * @param why of one that failed: everything that is known
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Action(
      String name,
      String status,
      Instant began,
      Instant ended,
      String summary,
      String build,
      String approval,
      FailedBuild why) {

    boolean failed() {
      return status.equals("Failed");
    }

    boolean waitsForApproval() {
      return approval != null;
    }
  }

  /** Whether nothing more will happen by itself. */
  boolean ended() {
    return !status.equals("InProgress") && !status.equals("Stopping");
  }

  boolean succeeded() {
    return status.equals("Succeeded");
  }

  /** What a person has to approve. */
  record Waiting(Stage stage, Action action) {}

  Optional<Waiting> approval() {
    return stages.stream()
        .flatMap(
            stage ->
                stage.actions().stream()
                    .filter(Action::waitsForApproval)
                    .map(action -> new Waiting(stage, action)))
        .findFirst();
  }

  Stream<Action> actions() {
    return stages.stream().flatMap(stage -> stage.actions().stream());
  }
}
