package ecommerce.local.codepipeline;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.InvalidArnException;
import software.amazon.awssdk.services.codepipeline.model.ListPipelinesRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelinesResponse;
import software.amazon.awssdk.services.codepipeline.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineSummary;
import software.amazon.awssdk.services.codepipeline.model.Tag;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineResponse;

/**
 * Pipelines themselves. A new one runs at once, as on AWS; one whose structure changes cancels what
 * runs by the former one.
 */
final class PipelineOperations {

  private final Arns arns;
  private final Engine engine;
  private final Declarations declarations;
  private final DeclarationChecks checks;

  PipelineOperations(Arns arns, Engine engine, DeclarationChecks checks) {
    this.arns = arns;
    this.engine = engine;
    this.declarations = engine.declarations();
    this.checks = checks;
  }

  /**
   * @param by who wants it
   * @param closed transitions that are closed from the beginning, by stage
   */
  CreatePipelineResponse create(
      CreatePipelineRequest request, Map<String, String> closed, String by) {
    synchronized (engine) {
      checks.check(request.pipeline());
      requireStages(request.pipeline(), closed.keySet());
      Map<String, String> tags = tags(request.tags());
      PipelineDeclaration made = declarations.add(request.pipeline(), tags);
      close(made.name(), closed, by);
      if (made.variables().stream().allMatch(variable -> variable.defaultValue() != null)) {
        engine.start(
            made.name(),
            new Execution.Cause(
                TriggerType.CREATE_PIPELINE, by, Map.of(), Optional.empty(), Optional.empty()),
            List.of());
      }
      return CreatePipelineResponse.builder().pipeline(made).tags(request.tags()).build();
    }
  }

  private static void requireStages(PipelineDeclaration pipeline, Set<String> stages) {
    for (String stage : stages) {
      if (new Structure(pipeline).stage(stage).isEmpty()) {
        throw Refusals.noStage(pipeline.name(), stage);
      }
    }
  }

  private void close(String name, Map<String, String> closed, String by) {
    Instant now = engine.now();
    closed.forEach(
        (stage, reason) ->
            declarations.transition(
                name, stage, "Inbound", Optional.of(new Declarations.Disabled(reason, by, now))));
  }

  UpdatePipelineResponse update(PipelineDeclaration asked) {
    synchronized (engine) {
      Structure before = declarations.current(asked.name());
      checks.check(asked);
      PipelineDeclaration next = declarations.update(asked);
      boolean same =
          next.toBuilder()
              .version(before.declaration().version())
              .build()
              .equals(before.declaration());
      if (!same) {
        engine.cancelAll(asked.name());
      }
      return UpdatePipelineResponse.builder().pipeline(next).build();
    }
  }

  /**
   * Makes a pipeline what a template says; one that is that already keeps its version.
   *
   * @param closed the transitions that the template closes; others that {@code by} closed open
   * @return the version
   */
  int reconcile(
      PipelineDeclaration asked, Map<String, String> tags, Map<String, String> closed, String by) {
    synchronized (engine) {
      requireStages(asked, closed.keySet());
      declarations.change(asked.name(), pipeline -> pipeline.tags(tags));
      declarations
          .require(asked.name())
          .disabled()
          .forEach(
              (transition, why) -> {
                String stage = transition.substring(0, transition.lastIndexOf(':'));
                if (why.by().equals(by) && !closed.containsKey(stage)) {
                  declarations.transition(asked.name(), stage, "Inbound", Optional.empty());
                }
              });
      PipelineDeclaration before = declarations.current(asked.name()).declaration();
      int version =
          Declarations.whole(asked, before.version()).equals(before)
              ? before.version()
              : update(asked).pipeline().version();
      close(asked.name(), closed, by);
      engine.machine().advance(asked.name());
      return version;
    }
  }

  /** One that is not there is no error, as on AWS. */
  void delete(String name) {
    synchronized (engine) {
      if (declarations.find(name).isPresent()) {
        engine.cancelAll(name);
        engine.executions().remove(name);
        declarations.remove(name);
      }
    }
  }

  GetPipelineResponse get(GetPipelineRequest request) {
    Declarations.Pipeline pipeline = declarations.require(request.name());
    int version = request.version() == null ? pipeline.version() : request.version();
    return GetPipelineResponse.builder()
        .pipeline(declarations.version(request.name(), version).declaration())
        .metadata(
            metadata ->
                metadata
                    .pipelineArn(arns.pipeline(request.name()))
                    .created(pipeline.created())
                    .updated(pipeline.updated()))
        .build();
  }

  ListPipelinesResponse list(ListPipelinesRequest request) {
    Page<Declarations.Pipeline> page =
        Page.of(declarations.all(), request.nextToken(), request.maxResults());
    return ListPipelinesResponse.builder()
        .pipelines(page.items().stream().map(this::summary).toList())
        .nextToken(page.next())
        .build();
  }

  private PipelineSummary summary(Declarations.Pipeline pipeline) {
    PipelineDeclaration current = declarations.current(pipeline.name()).declaration();
    return PipelineSummary.builder()
        .name(pipeline.name())
        .version(pipeline.version())
        .pipelineType(current.pipelineType())
        .executionMode(current.executionMode())
        .created(pipeline.created())
        .updated(pipeline.updated())
        .build();
  }

  ListTagsForResourceResponse tags(String arn) {
    return ListTagsForResourceResponse.builder()
        .tags(
            declarations.require(named(arn)).tags().entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList())
        .build();
  }

  void tag(String arn, List<Tag> added) {
    declarations.change(
        named(arn),
        pipeline -> {
          Map<String, String> tags = new LinkedHashMap<>(pipeline.tags());
          tags.putAll(tags(added));
          return pipeline.tags(tags);
        });
  }

  void untag(String arn, List<String> keys) {
    declarations.change(
        named(arn),
        pipeline -> {
          Map<String, String> tags = new LinkedHashMap<>(pipeline.tags());
          keys.forEach(tags::remove);
          return pipeline.tags(tags);
        });
  }

  private String named(String arn) {
    String name = arn.substring(arn.lastIndexOf(':') + 1);
    if (!arn.equals(arns.pipeline(name))) {
      throw InvalidArnException.builder()
          .message("The ARN " + arn + " is not that of a pipeline")
          .statusCode(400)
          .build();
    }
    return name;
  }

  private static Map<String, String> tags(List<Tag> tags) {
    Map<String, String> map = new LinkedHashMap<>();
    tags.forEach(tag -> map.put(tag.key(), tag.value()));
    return map;
  }
}
