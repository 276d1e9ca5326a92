package ecommerce.local.apigateway;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.PutMode;
import software.amazon.awssdk.services.apigateway.model.PutRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateRestApiRequest;

/** {@code AWS::ApiGateway::RestApi}: from an OpenAPI body, or by name alone. */
record RestApiType(RestApiOperations operations, RestState state) implements ResourceType {

  @Override
  public String name() {
    return "AWS::ApiGateway::RestApi";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "Body.**",
        "BodyS3Location.LocalPath",
        "BodyS3Location.Bucket",
        "BodyS3Location.Key",
        "BodyS3Location.Version",
        "Name",
        "Description",
        "EndpointConfiguration.Types[]",
        "EndpointConfiguration.Types",
        "Parameters.**",
        "FailOnWarnings",
        "BinaryMediaTypes[]",
        "BinaryMediaTypes",
        "DisableExecuteApiEndpoint",
        "Tags[].Key",
        "Tags[].Value");
  }

  @Override
  public Resource create(Desired desired) {
    RestApiOperations.refuse(
        "DisableExecuteApiEndpoint",
        desired.text("DisableExecuteApiEndpoint").filter("true"::equals).isPresent());
    Optional<SdkBytes> body = body(desired);
    String id =
        body.isPresent()
            ? operations
                .importApi(
                    ImportRestApiRequest.builder()
                        .body(body.get())
                        .parameters(parameters(desired))
                        .build())
                .id()
            : operations.create(byName(desired)).id();
    return described(id, desired);
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    body(desired)
        .ifPresent(
            body ->
                operations.put(
                    PutRestApiRequest.builder()
                        .restApiId(current.physicalId())
                        .mode(PutMode.OVERWRITE)
                        .body(body)
                        .parameters(parameters(desired))
                        .build()));
    return described(current.physicalId(), desired);
  }

  @Override
  public void delete(Resource current) {
    try {
      operations.delete(DeleteRestApiRequest.builder().restApiId(current.physicalId()).build());
    } catch (NotFoundException gone) {
      // It is what was wanted.
    }
  }

  private Resource described(String id, Desired desired) {
    List<PatchOperation> patches = new ArrayList<>();
    desired.text("Name").ifPresent(name -> patches.add(patch(Op.REPLACE, "/name", name)));
    desired
        .text("Description")
        .ifPresent(text -> patches.add(patch(Op.REPLACE, "/description", text)));
    desired
        .node("BinaryMediaTypes")
        .ifPresent(
            types ->
                types.forEach(
                    type ->
                        patches.add(
                            patch(
                                Op.ADD,
                                "/binaryMediaTypes/"
                                    + type.asText().replace("~", "~0").replace("/", "~1"),
                                null))));
    state.apis().update(id, api -> api.tagged(desired.tags()));
    operations.update(
        UpdateRestApiRequest.builder().restApiId(id).patchOperations(patches).build());
    return Resource.of(id)
        .with("RestApiId", id)
        .with("RootResourceId", state.api(id).rootResourceId());
  }

  private static CreateRestApiRequest byName(Desired desired) {
    String type = parameters(desired).getOrDefault("endpointConfigurationTypes", "EDGE");
    return CreateRestApiRequest.builder()
        .name(desired.required("Name"))
        .endpointConfiguration(configuration -> configuration.typesWithStrings(type))
        .build();
  }

  private static PatchOperation patch(Op op, String path, String value) {
    return PatchOperation.builder().op(op).path(path).value(value).build();
  }

  private static Optional<SdkBytes> body(Desired desired) {
    Optional<SdkBytes> inline =
        desired.node("Body").map(body -> SdkBytes.fromUtf8String(body.toString()));
    return inline.or(
        () -> desired.node("BodyS3Location").map(desired::file).map(SdkBytes::fromByteArrayUnsafe));
  }

  private static Map<String, String> parameters(Desired desired) {
    Map<String, String> parameters = new HashMap<>();
    desired
        .node("Parameters")
        .ifPresent(
            given ->
                given
                    .properties()
                    .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asText())));
    desired
        .node("EndpointConfiguration")
        .map(configuration -> configuration.path("Types").path(0).asText())
        .filter(type -> !type.isEmpty())
        .ifPresent(type -> parameters.put("endpointConfigurationTypes", type));
    return parameters;
  }
}
