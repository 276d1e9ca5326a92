package ecommerce.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.model.CreateStageRequest;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.UpdateStageRequest;

/** {@code AWS::ApiGateway::Stage}. */
record RestStageType(RestStageOperations operations, RestState state) implements ResourceType {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "ThrottlingRateLimit", "/throttling/rateLimit",
          "ThrottlingBurstLimit", "/throttling/burstLimit",
          "MetricsEnabled", "/metrics/enabled",
          "LoggingLevel", "/logging/loglevel",
          "DataTraceEnabled", "/logging/dataTrace");

  @Override
  public String name() {
    return "AWS::ApiGateway::Stage";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "RestApiId",
        "StageName",
        "DeploymentId",
        "Description",
        "Variables.**",
        "TracingEnabled",
        "AccessLogSetting.DestinationArn",
        "AccessLogSetting.Format",
        "MethodSettings[].DataTraceEnabled",
        "MethodSettings[].HttpMethod",
        "MethodSettings[].LoggingLevel",
        "MethodSettings[].MetricsEnabled",
        "MethodSettings[].ResourcePath",
        "MethodSettings[].ThrottlingBurstLimit",
        "MethodSettings[].ThrottlingRateLimit",
        "Tags[].Key",
        "Tags[].Value");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("RestApiId", "StageName");
  }

  @Override
  public Resource create(Desired desired) {
    CreateStageRequest request =
        CreateStageRequest.builder()
            .restApiId(desired.required("RestApiId"))
            .stageName(desired.required("StageName"))
            .deploymentId(desired.required("DeploymentId"))
            .description(desired.text("Description").orElse(null))
            .tracingEnabled(desired.text("TracingEnabled").map(Boolean::parseBoolean).orElse(false))
            .tags(desired.tags())
            .build();
    operations.create(request);
    try {
      change(desired, state.stage(request.restApiId(), request.stageName()));
    } catch (RuntimeException e) {
      state.stages().remove(SavedStage.key(request.restApiId(), request.stageName()));
      throw e;
    }
    return Resource.of(request.stageName()).with("RestApiId", request.restApiId());
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return Optional.of(
        Resource.of(desired.required("StageName"))
            .with("RestApiId", desired.required("RestApiId")));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    SavedStage stage = state.stage(current.attribute("RestApiId"), current.physicalId());
    change(desired, stage);
    state.stages().update(stage.key(), saved -> saved.tagged(desired.tags()));
    return current;
  }

  @Override
  public void delete(Resource current) {
    state.stages().remove(SavedStage.key(current.attribute("RestApiId"), current.physicalId()));
  }

  private void change(Desired desired, SavedStage stage) {
    List<PatchOperation> patches = new ArrayList<>();
    patches.add(patch(Op.REPLACE, "/deploymentId", desired.required("DeploymentId")));
    patches.add(patch(Op.REPLACE, "/description", desired.text("Description").orElse("")));
    JsonNode variables = desired.node("Variables").orElse(JsonNodeFactory.instance.objectNode());
    stage
        .variables()
        .keySet()
        .forEach(name -> patches.add(patch(Op.REMOVE, "/variables/" + name, null)));
    variables
        .properties()
        .forEach(
            entry ->
                patches.add(
                    patch(Op.REPLACE, "/variables/" + entry.getKey(), entry.getValue().asText())));
    patches.add(patch(Op.REMOVE, "/accessLogSettings", null));
    desired
        .node("AccessLogSetting")
        .ifPresent(
            log -> {
              patches.add(
                  patch(
                      Op.REPLACE,
                      "/accessLogSettings/destinationArn",
                      log.path("DestinationArn").asText()));
              patches.add(
                  patch(Op.REPLACE, "/accessLogSettings/format", log.path("Format").asText()));
            });
    patches.add(
        patch(Op.REPLACE, "/tracingEnabled", desired.text("TracingEnabled").orElse("false")));
    stage
        .methods()
        .byMethod()
        .keySet()
        .forEach(key -> patches.add(patch(Op.REMOVE, "/" + key, null)));
    desired
        .node("MethodSettings")
        .ifPresent(settings -> settings.forEach(setting -> patches.addAll(of(setting))));
    operations.update(
        UpdateStageRequest.builder()
            .restApiId(stage.apiId())
            .stageName(stage.name())
            .patchOperations(patches)
            .build());
  }

  private static List<PatchOperation> of(JsonNode setting) {
    String resource = setting.path("ResourcePath").asText("/*");
    String method = setting.path("HttpMethod").asText("*");
    String key =
        resource.equals("/*") && method.equals("*")
            ? MethodSettings.ALL
            : MethodSettings.key(resource, method);
    List<PatchOperation> patches = new ArrayList<>();
    SETTINGS.forEach(
        (property, path) -> {
          if (setting.has(property)) {
            patches.add(patch(Op.REPLACE, "/" + key + path, setting.path(property).asText()));
          }
        });
    return patches;
  }

  private static PatchOperation patch(Op op, String path, String value) {
    return PatchOperation.builder().op(op).path(path).value(value).build();
  }
}
