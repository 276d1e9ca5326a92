package ecommerce.local.apigateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.wire.Shapes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigatewayv2.model.AccessLogSettings;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
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
        "AccessLogSettings.DestinationArn",
        "AccessLogSettings.Format",
        "DefaultRouteSettings.DataTraceEnabled",
        "DefaultRouteSettings.DetailedMetricsEnabled",
        "DefaultRouteSettings.LoggingLevel",
        "DefaultRouteSettings.ThrottlingBurstLimit",
        "DefaultRouteSettings.ThrottlingRateLimit",
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
            .defaultRouteSettings(routes(desired))
            .accessLogSettings(accessLog(desired))
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
            .defaultRouteSettings(routes(desired))
            .accessLogSettings(accessLog(desired))
            .build());
    state
        .stages()
        .update(
            SocketStage.key(current.attribute("ApiId"), current.physicalId()),
            stage -> stage.tagged(desired.tags()));
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

  private static RouteSettings routes(Desired desired) {
    return Shapes.fromTemplate(
            desired.node("DefaultRouteSettings").orElse(JsonNodeFactory.instance.objectNode()),
            RouteSettings.builder())
        .build();
  }

  /** An empty one takes away what is there. */
  private static AccessLogSettings accessLog(Desired desired) {
    return Shapes.fromTemplate(
            desired.node("AccessLogSettings").orElse(JsonNodeFactory.instance.objectNode()),
            AccessLogSettings.builder())
        .build();
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
