package ecommerce.local.codepipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Shapes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineNameInUseException;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineVersionNotFoundException;

/** The pipelines, each with all of its versions: an execution runs the version it began with. */
final class Declarations {

  /**
   * A pipeline.
   *
   * @param disabled transitions that are closed, by {@code stage:Inbound} or {@code stage:Outbound}
   */
  record Pipeline(
      String name,
      int version,
      Instant created,
      Instant updated,
      Map<String, String> tags,
      Map<String, Disabled> disabled) {

    Pipeline {
      tags = Map.copyOf(tags);
      disabled = Map.copyOf(disabled);
    }

    Pipeline tags(Map<String, String> others) {
      return new Pipeline(name, version, created, updated, others, disabled);
    }

    Pipeline disabled(Map<String, Disabled> others) {
      return new Pipeline(name, version, created, updated, tags, others);
    }

    Optional<Disabled> disabled(String stage, String direction) {
      return Optional.ofNullable(disabled.get(stage + ":" + direction));
    }
  }

  /** Why a transition is closed. */
  record Disabled(String reason, String by, Instant at) {}

  private final InstantSource clock;
  private final Collection<Pipeline> pipelines;
  private final Collection<ObjectNode> versions;

  Declarations(InstantSource clock, Store store) {
    this.clock = clock;
    this.pipelines = store.collection("codepipeline.pipelines", Pipeline.class);
    this.versions = store.collection("codepipeline.versions", ObjectNode.class);
  }

  PipelineDeclaration add(PipelineDeclaration asked, Map<String, String> tags) {
    if (pipelines.get(asked.name()).isPresent()) {
      throw PipelineNameInUseException.builder()
          .message("A pipeline with the name '" + asked.name() + "' already exists")
          .statusCode(400)
          .build();
    }
    Instant now = clock.instant();
    PipelineDeclaration first = keep(asked, 1);
    pipelines.put(asked.name(), new Pipeline(asked.name(), 1, now, now, tags, Map.of()));
    return first;
  }

  PipelineDeclaration update(PipelineDeclaration asked) {
    Pipeline before = require(asked.name());
    PipelineDeclaration next = keep(asked, before.version() + 1);
    pipelines.put(
        asked.name(),
        new Pipeline(
            asked.name(),
            next.version(),
            before.created(),
            clock.instant(),
            before.tags(),
            before.disabled()));
    return next;
  }

  private PipelineDeclaration keep(PipelineDeclaration asked, int version) {
    PipelineDeclaration kept = whole(asked, version);
    versions.put(key(asked.name(), version), Shapes.toJson(kept));
    return kept;
  }

  /** A pipeline as it is kept: with its version, and what nobody said. */
  static PipelineDeclaration whole(PipelineDeclaration asked, int version) {
    return asked.toBuilder()
        .version(version)
        .executionMode(
            asked.executionMode() == null ? ExecutionMode.SUPERSEDED : asked.executionMode())
        .build();
  }

  Pipeline require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                PipelineNotFoundException.builder()
                    .message("The account does not have a pipeline with the name '" + name + "'")
                    .statusCode(400)
                    .build());
  }

  Optional<Pipeline> find(String name) {
    return pipelines.get(name);
  }

  List<Pipeline> all() {
    return pipelines.values();
  }

  Structure current(String name) {
    return version(name, require(name).version());
  }

  Structure version(String name, int version) {
    require(name);
    return versions
        .get(key(name, version))
        .map(json -> Shapes.fromJson(json, PipelineDeclaration.builder()).build())
        .map(Structure::new)
        .orElseThrow(
            () ->
                PipelineVersionNotFoundException.builder()
                    .message("Pipeline '" + name + "' has no version " + version)
                    .statusCode(400)
                    .build());
  }

  void change(String name, UnaryOperator<Pipeline> change) {
    require(name);
    pipelines.update(name, change);
  }

  void transition(String name, String stage, String direction, Optional<Disabled> closed) {
    change(
        name,
        pipeline -> {
          Map<String, Disabled> disabled = new LinkedHashMap<>(pipeline.disabled());
          disabled.remove(stage + ":" + direction);
          closed.ifPresent(why -> disabled.put(stage + ":" + direction, why));
          return pipeline.disabled(disabled);
        });
  }

  void remove(String name) {
    pipelines.remove(name);
    versions.startingWith(name + "/").keySet().forEach(versions::remove);
  }

  private static String key(String name, int version) {
    return name + "/" + version;
  }
}
