package ecommerce.local.apigateway;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;

/** {@code AWS::ApiGatewayV2::Stage}. */
record SocketStageType(SocketStageOperations operations, SocketState state)
    implements ResourceType {

  @Override
  public String name() {
    return "AWS::ApiGatewayV2::Stage";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "ApiId",
        "StageName",
        "DeploymentId",
        "AutoDeploy",
        "StageVariables.**",
        "Description",
        "Tags.**");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("ApiId", "StageName");
  }

  @Override
  public Resource create(Desired desired) {
    CreateStageRequest request =
        CreateStageRequest.builder()
            .apiId(desired.required("ApiId"))
            .stageName(desired.required("StageName"))
            .deploymentId(desired.text("DeploymentId").orElse(null))
            .autoDeploy(autoDeploy(desired))
            .description(desired.text("Description").orElse(null))
            .stageVariables(variables(desired))
            .tags(desired.tags())
            .build();
    operations.create(request);
    return Resource.of(request.stageName()).with("ApiId", request.apiId());
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    operations.update(
        UpdateStageRequest.builder()
            .apiId(current.attribute("ApiId"))
            .stageName(current.physicalId())
            .deploymentId(desired.text("DeploymentId").orElse(null))
            .autoDeploy(autoDeploy(desired))
            .description(desired.text("Description").orElse(""))
            .stageVariables(variables(desired))
            .build());
    return current;
  }

  @Override
  public void delete(Resource current) {
    state
        .stages()
        .get(SocketStage.key(current.attribute("ApiId"), current.physicalId()))
        .ifPresent(
            stage ->
                operations.delete(
                    DeleteStageRequest.builder()
                        .apiId(stage.apiId())
                        .stageName(stage.name())
                        .build()));
  }

  private static boolean autoDeploy(Desired desired) {
    return desired.text("AutoDeploy").map(Boolean::parseBoolean).orElse(false);
  }

  private static Map<String, String> variables(Desired desired) {
    Map<String, String> variables = new HashMap<>();
    desired
        .node("StageVariables")
        .ifPresent(
            given ->
                given
                    .properties()
                    .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText())));
    return variables;
  }
}
