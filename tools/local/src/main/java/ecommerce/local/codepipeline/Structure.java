package ecommerce.local.codepipeline;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStore;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** A version of a pipeline, as the machine reads it. */
record Structure(PipelineDeclaration declaration) {

  String name() {
    return declaration.name();
  }

  List<StageDeclaration> stages() {
    return declaration.stages();
  }

  StageDeclaration first() {
    return stages().getFirst();
  }

  Optional<StageDeclaration> stage(String name) {
    return stages().stream().filter(stage -> stage.name().equals(name)).findFirst();
  }

  Optional<String> after(String stage) {
    return neighbour(stage, 1);
  }

  Optional<String> before(String stage) {
    return neighbour(stage, -1);
  }

  private Optional<String> neighbour(String stage, int distance) {
    List<String> names = stages().stream().map(StageDeclaration::name).toList();
    int index = names.indexOf(stage) + distance;
    return index < 0 || index >= names.size() ? Optional.empty() : Optional.of(names.get(index));
  }

  Optional<ActionDeclaration> action(String stage, String action) {
    return stage(stage)
        .flatMap(one -> one.actions().stream().filter(a -> a.name().equals(action)).findFirst());
  }

  /** The actions of a stage that run side by side, in the order of the groups. */
  static List<List<ActionDeclaration>> groups(StageDeclaration stage) {
    return new TreeSet<>(stage.actions().stream().map(Structure::runOrder).toList())
        .stream()
            .map(
                order ->
                    stage.actions().stream()
                        .filter(action -> runOrder(action) == order)
                        .sorted(Comparator.comparing(ActionDeclaration::name))
                        .toList())
            .toList();
  }

  static int runOrder(ActionDeclaration action) {
    return action.runOrder() == null ? 1 : action.runOrder();
  }

  /** Where artifacts are kept: the pipeline's one store, or that of the only region. */
  ArtifactStore store() {
    return declaration.artifactStore() != null
        ? declaration.artifactStore()
        : declaration.artifactStores().values().iterator().next();
  }
}
