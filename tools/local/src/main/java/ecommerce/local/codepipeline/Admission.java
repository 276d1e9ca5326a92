package ecommerce.local.codepipeline;

import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;

/**
 * Who may enter a stage: one execution at a time, in the order of their arrival, where the
 * transition is open; all that come, where they run in parallel. A roll-back goes before whatever
 * waits, so that it undoes nothing newer, and passes closed transitions.
 */
record Admission(Declarations declarations, Executions executions) {

  private static final Comparator<Execution> TURN =
      Comparator.comparing((Execution one) -> one.type() != ExecutionType.ROLLBACK)
          .thenComparing(one -> one.position().since());

  boolean superseded(Execution execution, String stage) {
    return execution.mode() == ExecutionMode.SUPERSEDED
        && execution.type() == ExecutionType.STANDARD
        && executions.of(execution.pipeline()).stream()
            .anyMatch(
                other ->
                    other.order() > execution.order()
                        && other.type() == ExecutionType.STANDARD
                        && other.waitsFor(stage));
  }

  boolean mayEnter(Structure structure, Execution execution, String stage) {
    Declarations.Pipeline pipeline = declarations.require(execution.pipeline());
    boolean open =
        pipeline.disabled(stage, "Inbound").isEmpty()
            && structure
                .before(stage)
                .flatMap(before -> pipeline.disabled(before, "Outbound"))
                .isEmpty();
    if (execution.type() == ExecutionType.STANDARD && !open) {
      return false;
    }
    if (execution.mode() == ExecutionMode.PARALLEL) {
      return true;
    }
    List<Execution> all = executions.of(execution.pipeline());
    boolean occupied = all.stream().anyMatch(other -> other.isIn(stage));
    boolean first =
        all.stream()
            .filter(other -> other.waitsFor(stage))
            .min(TURN)
            .filter(other -> other.id().equals(execution.id()))
            .isPresent();
    return !occupied && first;
  }
}
