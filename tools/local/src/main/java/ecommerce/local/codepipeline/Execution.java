package ecommerce.local.codepipeline;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/**
 * One execution of a pipeline, with all that it went through. Immutable; what is stored is always
 * whole, and flat: origin and progress have no names of their own there.
 */
record Execution(
    @JsonUnwrapped Origin origin,
    @JsonUnwrapped Progress progress,
    Cause cause,
    Position position,
    Products products,
    List<StageRun> stages) {

  /**
   * What stays as it is.
   *
   * @param version of the pipeline that it runs
   * @param order later ones have a greater one
   */
  record Origin(
      String id,
      String pipeline,
      int version,
      long order,
      ExecutionMode mode,
      ExecutionType type,
      Instant started,
      Map<String, String> variables) {

    Origin {
      variables = Map.copyOf(variables);
    }
  }

  /**
   * How it goes.
   *
   * @param attempt counted from 1; a stage that is tried again is another one
   */
  record Progress(
      PipelineExecutionStatus status, Optional<String> summary, Instant updated, int attempt) {

    Progress at(Instant now) {
      return new Progress(status, summary, now, attempt);
    }
  }

  /**
   * Why it runs, and why it was stopped.
   *
   * @param sources the revisions that were asked for, by action
   * @param rollbackTarget whose revisions it brings back
   */
  record Cause(
      TriggerType type,
      String detail,
      Map<String, Wanted> sources,
      Optional<String> rollbackTarget,
      Optional<String> stopReason) {

    Cause {
      sources = Map.copyOf(sources);
    }
  }

  /** A revision of a source that was asked for. */
  record Wanted(Optional<String> commit, Optional<String> objectKey, Optional<String> version) {}

  /**
   * Where it is: in a stage, or before it.
   *
   * @param since the order of arrivals
   */
  record Position(String stage, boolean inside, long since) {}

  /** A source's revision. */
  record Revision(
      String action, String artifact, String id, Optional<String> summary, Optional<String> url) {}

  /**
   * What actions have made.
   *
   * @param variables by namespace
   */
  record Products(
      Map<String, ArtifactRef> artifacts,
      Map<String, Map<String, String>> variables,
      List<Revision> revisions) {

    static final Products NONE = new Products(Map.of(), Map.of(), List.of());

    Products {
      artifacts = Map.copyOf(artifacts);
      variables = Map.copyOf(variables);
      revisions = List.copyOf(revisions);
    }

    Products and(
        Optional<String> namespace, Outcome.Succeeded outcome, Optional<Revision> revision) {
      Map<String, ArtifactRef> moreArtifacts = new LinkedHashMap<>(artifacts);
      outcome.artifacts().forEach(one -> moreArtifacts.put(one.name(), one));
      Map<String, Map<String, String>> moreVariables = new LinkedHashMap<>(variables);
      namespace.ifPresent(name -> moreVariables.put(name, outcome.variables()));
      List<Revision> moreRevisions = new ArrayList<>(revisions);
      revision.ifPresent(
          one -> {
            moreRevisions.removeIf(other -> other.action().equals(one.action()));
            moreRevisions.add(one);
          });
      return new Products(moreArtifacts, moreVariables, moreRevisions);
    }
  }

  Execution {
    stages = List.copyOf(stages);
  }

  /** One that waits for its first stage. */
  static Execution begun(Origin origin, Cause cause, String stage, Products products) {
    return new Execution(
        origin,
        new Progress(PipelineExecutionStatus.IN_PROGRESS, Optional.empty(), origin.started(), 1),
        cause,
        new Position(stage, false, origin.order()),
        products,
        List.of());
  }

  String id() {
    return origin.id();
  }

  String pipeline() {
    return origin.pipeline();
  }

  int version() {
    return origin.version();
  }

  long order() {
    return origin.order();
  }

  ExecutionMode mode() {
    return origin.mode();
  }

  ExecutionType type() {
    return origin.type();
  }

  PipelineExecutionStatus status() {
    return progress.status();
  }

  boolean live() {
    return status() == PipelineExecutionStatus.IN_PROGRESS
        || status() == PipelineExecutionStatus.STOPPING;
  }

  boolean isIn(String stage) {
    return live() && position.inside() && position.stage().equals(stage);
  }

  boolean waitsFor(String stage) {
    return live() && !position.inside() && position.stage().equals(stage);
  }

  Optional<StageRun> stage(String name) {
    return stages.stream().filter(stage -> stage.name().equals(name)).findFirst();
  }

  Execution with(PipelineExecutionStatus changed, Optional<String> told, Instant now) {
    return new Execution(
        origin,
        new Progress(changed, told, now, progress.attempt()),
        cause,
        position,
        products,
        stages);
  }

  Execution at(Position elsewhere, Instant now) {
    return new Execution(origin, progress.at(now), cause, elsewhere, products, stages);
  }

  Execution with(StageRun stage, Instant now) {
    List<StageRun> changed = new ArrayList<>(stages);
    changed.removeIf(other -> other.name().equals(stage.name()));
    changed.add(stage);
    return new Execution(origin, progress.at(now), cause, position, products, changed);
  }

  Execution with(Products made) {
    return new Execution(origin, progress, cause, position, made, stages);
  }

  Execution stopping(Optional<String> reason, Instant now) {
    Cause why =
        new Cause(cause.type(), cause.detail(), cause.sources(), cause.rollbackTarget(), reason);
    return new Execution(
        origin,
        new Progress(PipelineExecutionStatus.STOPPING, progress.summary(), now, progress.attempt()),
        why,
        position,
        products,
        stages);
  }

  /** Goes on in a stage, after it has ended. */
  Execution resumed(Position in, Instant now) {
    return new Execution(
        origin,
        new Progress(
            PipelineExecutionStatus.IN_PROGRESS, Optional.empty(), now, progress.attempt() + 1),
        cause,
        in,
        products,
        stages);
  }
}
