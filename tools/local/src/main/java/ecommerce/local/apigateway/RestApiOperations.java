package ecommerce.local.apigateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Timers;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Shapes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.EndpointConfiguration;
import software.amazon.awssdk.services.apigateway.model.GetRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.GetRestApisRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApisResponse;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.PutMode;
import software.amazon.awssdk.services.apigateway.model.PutRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.PutRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.RestApi;
import software.amazon.awssdk.services.apigateway.model.UpdateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateRestApiResponse;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** The operations on REST APIs themselves. */
final class RestApiOperations {

  private static final Set<String> ENDPOINT_TYPES = Set.of("EDGE", "REGIONAL");

  private final RestState state;
  private final ExecuteApi arns;
  private final Timers timers;

  RestApiOperations(RestState state, ExecuteApi arns, Timers timers) {
    this.state = state;
    this.arns = arns;
    this.timers = timers;
  }

  void declare(Operations on) {
    on.on(
        CreateRestApiRequest::builder,
        Access.to("apigateway:POST", q -> arns.control("/restapis")),
        (call, q) -> create(q));
    on.on(
        ImportRestApiRequest::builder,
        Access.to("apigateway:POST", q -> arns.control("/restapis")),
        (call, q) -> importApi(q));
    on.on(
        PutRestApiRequest::builder,
        Access.to("apigateway:PUT", q -> arn(q.restApiId())),
        (call, q) -> put(q));
    on.on(
        GetRestApiRequest::builder,
        Access.to("apigateway:GET", q -> arn(q.restApiId())),
        (call, q) -> get(q));
    on.on(
        GetRestApisRequest::builder,
        Access.to("apigateway:GET", q -> arns.control("/restapis")),
        (call, q) -> list());
    on.on(
        UpdateRestApiRequest::builder,
        Access.to("apigateway:PATCH", q -> arn(q.restApiId())),
        (call, q) -> update(q));
    on.on(
        DeleteRestApiRequest::builder,
        Access.to("apigateway:DELETE", q -> arn(q.restApiId())),
        (call, q) -> delete(q));
  }

  private String arn(String apiId) {
    return arns.control("/restapis/" + apiId);
  }

  CreateRestApiResponse create(CreateRestApiRequest request) {
    refuse("cloneFrom", request.cloneFrom() != null);
    refuse("minimumCompressionSize", request.minimumCompressionSize() != null);
    refuse("apiKeySource", request.apiKeySource() != null);
    refuse("policy", request.policy() != null);
    refuse("disableExecuteApiEndpoint", Boolean.TRUE.equals(request.disableExecuteApiEndpoint()));
    if (request.name() == null || request.name().isBlank()) {
      throw Patches.badRequest("No name specified");
    }
    List<String> types =
        request.endpointConfiguration() == null
            ? List.of("EDGE")
            : endpointTypes(request.endpointConfiguration().typesAsStrings());
    String description = request.description() == null ? "" : request.description();
    return as(
        CreateRestApiResponse.builder(),
        add(
            new SavedApi(
                Ids.api(),
                request.name(),
                description,
                request.version() == null ? "" : request.version(),
                now(),
                types,
                request.binaryMediaTypes(),
                request.tags(),
                JsonNodeFactory.instance.objectNode())));
  }

  ImportRestApiResponse importApi(ImportRestApiRequest request) {
    ObjectNode document = Documents.parse(request.body().asByteArray());
    RestDefinition definition = OpenApiReader.read(document);
    if (definition.title().isEmpty()) {
      throw Patches.badRequest("Errors found during import: info.title is missing");
    }
    SavedApi empty =
        new SavedApi(
            Ids.api(),
            definition.title(),
            "",
            "",
            now(),
            endpointTypes(request.parameters()),
            List.of(),
            Map.of(),
            document);
    return as(ImportRestApiResponse.builder(), add(empty.withDocument(document, definition)));
  }

  PutRestApiResponse put(PutRestApiRequest request) {
    SavedApi api = state.api(request.restApiId());
    endpointTypes(request.parameters());
    ObjectNode body = Documents.parse(request.body().asByteArray());
    ObjectNode document =
        request.mode() == PutMode.OVERWRITE ? body : Documents.merged(api.document(), body);
    RestDefinition definition = OpenApiReader.read(document);
    state.apis().update(api.id(), saved -> saved.withDocument(document, definition));
    return as(PutRestApiResponse.builder(), state.api(api.id()));
  }

  GetRestApiResponse get(GetRestApiRequest request) {
    return as(GetRestApiResponse.builder(), state.api(request.restApiId()));
  }

  GetRestApisResponse list() {
    return GetRestApisResponse.builder()
        .items(state.apis().values().stream().map(RestApiOperations::model).toList())
        .build();
  }

  UpdateRestApiResponse update(UpdateRestApiRequest request) {
    SavedApi api = state.api(request.restApiId());
    for (PatchOperation patch : request.patchOperations()) {
      api = Patches.apply(api, patch);
    }
    state.apis().put(api.id(), api);
    return as(UpdateRestApiResponse.builder(), api);
  }

  DeleteRestApiResponse delete(DeleteRestApiRequest request) {
    SavedApi api = state.api(request.restApiId());
    state.stagesOf(api.id()).forEach(stage -> state.stages().remove(stage.key()));
    state.deploymentsOf(api.id()).forEach(state::removeDeployment);
    state.apis().remove(api.id());
    return DeleteRestApiResponse.builder().build();
  }

  private SavedApi add(SavedApi api) {
    state.apis().put(api.id(), api);
    return api;
  }

  private long now() {
    return timers.instant().toEpochMilli();
  }

  /**
   * Of the import's parameters; any that would change how the document is understood is refused.
   */
  private static List<String> endpointTypes(Map<String, String> parameters) {
    parameters.forEach(
        (name, value) ->
            refuse(
                "parameter " + name + "=" + value,
                !name.equals("mode")
                    && !name.equals("endpointConfigurationTypes")
                    && !name.equals("ignore")
                    && !(name.equals("basepath") && value.equals("ignore"))));
    return endpointTypes(
        List.of(parameters.getOrDefault("endpointConfigurationTypes", "EDGE").split(",")));
  }

  private static List<String> endpointTypes(List<String> types) {
    types.forEach(type -> refuse("endpoint type " + type, !ENDPOINT_TYPES.contains(type)));
    return types.isEmpty() ? List.of("EDGE") : types;
  }

  static void refuse(String what, boolean wanted) {
    if (wanted) {
      throw Patches.badRequest(what + " is not supported by this environment");
    }
  }

  private static RestApi model(SavedApi api) {
    return RestApi.builder()
        .id(api.id())
        .name(api.name())
        .description(api.description().isEmpty() ? null : api.description())
        .version(api.version().isEmpty() ? null : api.version())
        .createdDate(Instant.ofEpochMilli(api.created()))
        .binaryMediaTypes(api.binaryMediaTypes().isEmpty() ? null : api.binaryMediaTypes())
        .endpointConfiguration(
            EndpointConfiguration.builder().typesWithStrings(api.endpointTypes()).build())
        .tags(api.tags().isEmpty() ? null : api.tags())
        .disableExecuteApiEndpoint(false)
        .apiKeySource("HEADER")
        .rootResourceId(api.rootResourceId())
        .build();
  }

  /** The operations answer with the same members, each in a class of its own. */
  private static <B extends SdkPojo & SdkBuilder<B, A>, A> A as(B answer, SavedApi api) {
    return Shapes.fromJson(Shapes.toJson(model(api)), answer).build();
  }
}
