package ecommerce.local.codepipeline;

import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotFoundException;

/** All executions, those that ended too. Durable. */
final class Executions {

  private final Collection<Execution> stored;
  private final AtomicLong order;

  Executions(Store store) {
    this.stored = store.collection("codepipeline.executions", Execution.class);
    this.order =
        new AtomicLong(stored.values().stream().mapToLong(Executions::last).max().orElse(0));
  }

  private static long last(Execution execution) {
    long inside =
        execution.stages().stream()
            .mapToLong(
                stage ->
                    Math.max(
                        stage.entered(),
                        stage.actions().stream().mapToLong(ActionRun::order).max().orElse(0)))
            .max()
            .orElse(0);
    return Math.max(inside, Math.max(execution.order(), execution.position().since()));
  }

  /** A number greater than all before. */
  long next() {
    return order.incrementAndGet();
  }

  Execution put(Execution execution) {
    stored.put(key(execution.pipeline(), execution.id()), execution);
    return execution;
  }

  Optional<Execution> find(String pipeline, String id) {
    return stored.get(key(pipeline, id));
  }

  Execution require(String pipeline, String id) {
    return find(pipeline, id)
        .orElseThrow(
            () ->
                PipelineExecutionNotFoundException.builder()
                    .message(
                        "Pipeline execution [" + id + "] of pipeline [" + pipeline + "] is unknown")
                    .statusCode(400)
                    .build());
  }

  Execution change(Execution execution, UnaryOperator<Execution> change) {
    return stored.update(key(execution.pipeline(), execution.id()), change).orElseThrow();
  }

  /** Of a pipeline, the oldest first. */
  List<Execution> of(String pipeline) {
    return stored.startingWith(pipeline + "/").values().stream()
        .sorted(Comparator.comparingLong(Execution::order))
        .toList();
  }

  void remove(String pipeline) {
    stored.startingWith(pipeline + "/").keySet().forEach(stored::remove);
  }

  private static String key(String pipeline, String id) {
    return pipeline + "/" + id;
  }
}
