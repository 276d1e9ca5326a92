package ecommerce.local.appsync;

import ecommerce.local.wire.Access;
import ecommerce.local.wire.Call;
import ecommerce.local.wire.Operations;
import software.amazon.awssdk.services.appsync.model.CreateResolverRequest;
import software.amazon.awssdk.services.appsync.model.CreateResolverResponse;
import software.amazon.awssdk.services.appsync.model.DeleteResolverRequest;
import software.amazon.awssdk.services.appsync.model.DeleteResolverResponse;
import software.amazon.awssdk.services.appsync.model.GetResolverRequest;
import software.amazon.awssdk.services.appsync.model.GetResolverResponse;
import software.amazon.awssdk.services.appsync.model.ListResolversRequest;
import software.amazon.awssdk.services.appsync.model.ListResolversResponse;
import software.amazon.awssdk.services.appsync.model.Resolver;
import software.amazon.awssdk.services.appsync.model.UpdateResolverRequest;
import software.amazon.awssdk.services.appsync.model.UpdateResolverResponse;

/** Resolvers, unit and pipeline, one a field. */
final class ResolverOperations {

  private final Apis apis;
  private final ApiOperations names;
  private final SchemaOperations schemas;

  ResolverOperations(Apis apis, ApiOperations names, SchemaOperations schemas) {
    this.apis = apis;
    this.names = names;
    this.schemas = schemas;
  }

  void declare(Operations operations) {
    operations.on(
        CreateResolverRequest::builder,
        Access.to("appsync:CreateResolver", q -> arn(q.apiId(), q.typeName(), q.fieldName())),
        this::create);
    operations.on(
        GetResolverRequest::builder,
        Access.to("appsync:GetResolver", q -> arn(q.apiId(), q.typeName(), q.fieldName())),
        this::get);
    operations.on(
        ListResolversRequest::builder,
        Access.to("appsync:ListResolvers", q -> names.arn(q.apiId())),
        this::list);
    operations.on(
        UpdateResolverRequest::builder,
        Access.to("appsync:UpdateResolver", q -> arn(q.apiId(), q.typeName(), q.fieldName())),
        this::update);
    operations.on(
        DeleteResolverRequest::builder,
        Access.to("appsync:DeleteResolver", q -> arn(q.apiId(), q.typeName(), q.fieldName())),
        this::delete);
  }

  String arn(String apiId, String type, String field) {
    return names.arn(apiId) + "/types/" + type + "/resolvers/" + field;
  }

  CreateResolverResponse create(Call call, CreateResolverRequest request) {
    String field = request.typeName() + "." + request.fieldName();
    apis.get(request.apiId());
    Refusals.when(
        apis.hasResolver(request.apiId(), field),
        "Only one resolver is allowed per field: " + field + " has one");
    if (!schemas.hasField(request.apiId(), request.typeName(), request.fieldName())) {
      throw Apis.missing("Field " + field + " of the schema");
    }
    Refusals.when(
        request.maxBatchSize() != null && request.maxBatchSize() != 0,
        "maxBatchSize is not supported here");
    Refusals.when(
        request.syncConfig() != null || request.cachingConfig() != null,
        "syncConfig and cachingConfig are not supported here");
    FunctionOperations.check(
        "Resolver " + field,
        request.runtime(),
        request.code(),
        request.requestMappingTemplate(),
        request.responseMappingTemplate());
    Resolver resolver =
        Resolver.builder()
            .typeName(request.typeName())
            .fieldName(request.fieldName())
            .resolverArn(arn(request.apiId(), request.typeName(), request.fieldName()))
            .kind(request.kindAsString() == null ? "UNIT" : request.kindAsString())
            .dataSourceName(request.dataSourceName())
            .pipelineConfig(request.pipelineConfig())
            .runtime(request.runtime())
            .code(request.code())
            .build();
    checkSteps(request.apiId(), field, resolver);
    apis.putResolver(request.apiId(), resolver);
    return CreateResolverResponse.builder().resolver(resolver).build();
  }

  private void checkSteps(String apiId, String field, Resolver resolver) {
    boolean pipeline = "PIPELINE".equals(resolver.kindAsString());
    Refusals.when(
        !pipeline && resolver.dataSourceName() == null,
        "Resolver " + field + " is of kind UNIT and needs a data source");
    Refusals.when(
        pipeline && resolver.pipelineConfig() == null,
        "Resolver " + field + " is of kind PIPELINE and needs pipelineConfig");
    Refusals.when(
        !pipeline && resolver.pipelineConfig() != null,
        "Resolver " + field + " is of kind UNIT and has no pipeline");
    if (pipeline) {
      Refusals.when(
          resolver.pipelineConfig().functions().size() > 10,
          "Resolver " + field + " has more than 10 functions");
      resolver.pipelineConfig().functions().forEach(id -> apis.function(apiId, id));
    } else {
      apis.source(apiId, resolver.dataSourceName());
    }
  }

  private GetResolverResponse get(Call call, GetResolverRequest request) {
    return GetResolverResponse.builder()
        .resolver(apis.resolver(request.apiId(), request.typeName() + "." + request.fieldName()))
        .build();
  }

  private ListResolversResponse list(Call call, ListResolversRequest request) {
    apis.get(request.apiId());
    return ListResolversResponse.builder()
        .resolvers(
            apis.resolvers(request.apiId()).stream()
                .filter(r -> r.typeName().equals(request.typeName()))
                .toList())
        .build();
  }

  UpdateResolverResponse update(Call call, UpdateResolverRequest request) {
    String field = request.typeName() + "." + request.fieldName();
    Refusals.when(
        request.maxBatchSize() != null && request.maxBatchSize() != 0,
        "maxBatchSize is not supported here");
    Refusals.when(
        request.syncConfig() != null || request.cachingConfig() != null,
        "syncConfig and cachingConfig are not supported here");
    FunctionOperations.check(
        "Resolver " + field,
        request.runtime(),
        request.code(),
        request.requestMappingTemplate(),
        request.responseMappingTemplate());
    Resolver resolver =
        apis.resolver(request.apiId(), field).toBuilder()
            .kind(request.kindAsString() == null ? "UNIT" : request.kindAsString())
            .dataSourceName(request.dataSourceName())
            .pipelineConfig(request.pipelineConfig())
            .runtime(request.runtime())
            .code(request.code())
            .build();
    checkSteps(request.apiId(), field, resolver);
    apis.putResolver(request.apiId(), resolver);
    return UpdateResolverResponse.builder().resolver(resolver).build();
  }

  DeleteResolverResponse delete(Call call, DeleteResolverRequest request) {
    apis.removeResolver(request.apiId(), request.typeName() + "." + request.fieldName());
    return DeleteResolverResponse.builder().build();
  }
}
