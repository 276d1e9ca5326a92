package ecommerce.local.appsync;

import ecommerce.local.wire.Access;
import ecommerce.local.wire.Call;
import ecommerce.local.wire.Operations;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaPrinter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.appsync.model.GetIntrospectionSchemaRequest;
import software.amazon.awssdk.services.appsync.model.GetIntrospectionSchemaResponse;
import software.amazon.awssdk.services.appsync.model.GetSchemaCreationStatusRequest;
import software.amazon.awssdk.services.appsync.model.GetSchemaCreationStatusResponse;
import software.amazon.awssdk.services.appsync.model.GraphQlSchemaException;
import software.amazon.awssdk.services.appsync.model.StartSchemaCreationRequest;
import software.amazon.awssdk.services.appsync.model.StartSchemaCreationResponse;

/** Schemas of APIs. A schema that cannot be taken leaves the one before. */
final class SchemaOperations {

  private static final DataFetcher<Object> NOTHING = field -> null;

  private final Apis apis;
  private final ApiOperations names;
  private final Map<String, String> failures = new ConcurrentHashMap<>();

  SchemaOperations(Apis apis, ApiOperations names) {
    this.apis = apis;
    this.names = names;
  }

  void declare(Operations operations) {
    operations.on(
        StartSchemaCreationRequest::builder,
        Access.to("appsync:StartSchemaCreation", q -> names.arn(q.apiId())),
        this::start);
    operations.on(
        GetSchemaCreationStatusRequest::builder,
        Access.to("appsync:GetSchemaCreationStatus", q -> names.arn(q.apiId())),
        this::status);
    operations.on(
        GetIntrospectionSchemaRequest::builder,
        Access.to("appsync:GetIntrospectionSchema", q -> names.arn(q.apiId())),
        this::introspect);
  }

  private StartSchemaCreationResponse start(Call call, StartSchemaCreationRequest request) {
    try {
      take(request.apiId(), "schema", request.definition().asUtf8String());
    } catch (ApiSchema.SchemaError e) {
      failures.put(request.apiId(), e.getMessage());
    }
    return StartSchemaCreationResponse.builder().status("PROCESSING").build();
  }

  /**
   * Sets the schema of an API.
   *
   * @param file as errors name it
   * @throws ApiSchema.SchemaError where it cannot be taken
   */
  void take(String apiId, String file, String sdl) {
    apis.get(apiId);
    ApiSchema.of(file, sdl, NOTHING);
    apis.update(apiId, api -> api.withSchema(sdl));
    failures.remove(apiId);
  }

  private static boolean has(GraphQLSchema schema, String type, String field) {
    return schema.getObjectType(type) != null
        && schema.getObjectType(type).getFieldDefinition(field) != null;
  }

  /** Whether the API's schema has a field; false where there is no schema. */
  boolean hasField(String apiId, String type, String field) {
    String sdl = apis.get(apiId).schema();
    return !sdl.isEmpty() && has(ApiSchema.of("schema", sdl, NOTHING), type, field);
  }

  private GetSchemaCreationStatusResponse status(
      Call call, GetSchemaCreationStatusRequest request) {
    String schema = apis.get(request.apiId()).schema();
    String failure = failures.get(request.apiId());
    String status = failure != null ? "FAILED" : schema.isEmpty() ? "NOT_APPLICABLE" : "SUCCESS";
    return GetSchemaCreationStatusResponse.builder()
        .status(status)
        .details(failure == null ? "" : failure)
        .build();
  }

  private GetIntrospectionSchemaResponse introspect(
      Call call, GetIntrospectionSchemaRequest request) {
    Refusals.when(
        !"SDL".equals(request.formatAsString()),
        "Format " + request.formatAsString() + " is not supported here: only SDL");
    String sdl = apis.get(request.apiId()).schema();
    if (sdl.isEmpty()) {
      throw GraphQlSchemaException.builder()
          .message("The API has no schema.")
          .statusCode(400)
          .build();
    }
    if (Boolean.FALSE.equals(request.includeDirectives())) {
      SchemaPrinter.Options options =
          SchemaPrinter.Options.defaultOptions().includeDirectives(false).includeScalarTypes(false);
      sdl = new SchemaPrinter(options).print(ApiSchema.of("schema", sdl, NOTHING));
    }
    return GetIntrospectionSchemaResponse.builder().schema(SdkBytes.fromUtf8String(sdl)).build();
  }
}
