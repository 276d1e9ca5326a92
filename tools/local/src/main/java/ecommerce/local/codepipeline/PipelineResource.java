package ecommerce.local.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStore;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.Tag;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/** {@code AWS::CodePipeline::Pipeline} of the type V2. */
record PipelineResource(PipelineOperations pipelines, Operator operator) implements ResourceType {

  private static final String BY = "cloudformation.amazonaws.com";

  @Override
  public String name() {
    return "AWS::CodePipeline::Pipeline";
  }

  /** Triggers are let through, to be refused with a word on why where there are any. */
  @Override
  public Set<String> properties() {
    return Set.of(
        "Name",
        "RoleArn",
        "PipelineType",
        "ExecutionMode",
        "ArtifactStore.Type",
        "ArtifactStore.Location",
        "ArtifactStores[].Region",
        "ArtifactStores[].ArtifactStore.Type",
        "ArtifactStores[].ArtifactStore.Location",
        "Stages[].Name",
        "Stages[].OnFailure.Result",
        "Stages[].OnFailure.RetryConfiguration.RetryMode",
        "Stages[].Actions[].Name",
        "Stages[].Actions[].ActionTypeId.Category",
        "Stages[].Actions[].ActionTypeId.Owner",
        "Stages[].Actions[].ActionTypeId.Provider",
        "Stages[].Actions[].ActionTypeId.Version",
        "Stages[].Actions[].Configuration.**",
        "Stages[].Actions[].InputArtifacts[].Name",
        "Stages[].Actions[].Namespace",
        "Stages[].Actions[].OutputArtifacts[].Name",
        "Stages[].Actions[].Region",
        "Stages[].Actions[].RoleArn",
        "Stages[].Actions[].RunOrder",
        "Stages[].Actions[].TimeoutInMinutes",
        "Triggers.**",
        "Variables[].Name",
        "Variables[].DefaultValue",
        "Variables[].Description",
        "DisableInboundStageTransitions[].StageName",
        "DisableInboundStageTransitions[].Reason",
        "RestartExecutionOnUpdate",
        "Tags[].Key",
        "Tags[].Value");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("Name");
  }

  @Override
  public Resource create(Desired desired) {
    PipelineDeclaration pipeline = declaration(desired);
    pipelines.create(
        CreatePipelineRequest.builder()
            .pipeline(pipeline)
            .tags(
                desired.tags().entrySet().stream()
                    .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                    .toList())
            .build(),
        closed(desired),
        BY);
    return resource(pipeline.name());
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return Optional.of(resource(physicalName(desired)));
  }

  private Resource resource(String name) {
    return Resource.of(name).with("Version", "1");
  }

  private static String physicalName(Desired desired) {
    return desired.text("Name").orElseGet(() -> desired.uniqueName(100));
  }

  private static PipelineDeclaration declaration(Desired desired) {
    desired.required("RoleArn");
    ObjectNode shape = desired.properties().deepCopy();
    shape.remove("ArtifactStores");
    PipelineDeclaration.Builder pipeline = desired.with(shape).into(PipelineDeclaration.builder());
    desired
        .node("ArtifactStores")
        .ifPresent(
            stores -> {
              Map<String, ArtifactStore> all = new LinkedHashMap<>();
              stores.forEach(
                  store ->
                      all.put(
                          store.path("Region").asText(),
                          ArtifactStore.builder()
                              .type(store.at("/ArtifactStore/Type").asText())
                              .location(store.at("/ArtifactStore/Location").asText())
                              .build()));
              pipeline.artifactStores(all);
            });
    return pipeline.name(physicalName(desired)).build();
  }

  private static Map<String, String> closed(Desired desired) {
    Map<String, String> closed = new LinkedHashMap<>();
    desired
        .node("DisableInboundStageTransitions")
        .ifPresent(
            list ->
                list.forEach(
                    one ->
                        closed.put(one.path("StageName").asText(), one.path("Reason").asText())));
    return closed;
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    PipelineDeclaration asked = declaration(desired);
    String version =
        String.valueOf(pipelines.reconcile(asked, desired.tags(), closed(desired), BY));
    boolean again = desired.node("RestartExecutionOnUpdate").map(JsonNode::asBoolean).orElse(false);
    if (again && !version.equals(current.attribute("Version"))) {
      operator.start(
          StartPipelineExecutionRequest.builder().name(asked.name()).build(),
          TriggerType.START_PIPELINE_EXECUTION,
          BY);
    }
    return current.with("Version", version);
  }

  @Override
  public void delete(Resource current) {
    pipelines.delete(current.physicalId());
  }
}
