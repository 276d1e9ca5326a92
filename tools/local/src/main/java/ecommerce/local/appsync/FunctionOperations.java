package ecommerce.local.appsync;

import ecommerce.local.wire.Access;
import ecommerce.local.wire.Call;
import ecommerce.local.wire.Operations;
import software.amazon.awssdk.services.appsync.model.AppSyncRuntime;
import software.amazon.awssdk.services.appsync.model.CreateFunctionRequest;
import software.amazon.awssdk.services.appsync.model.CreateFunctionResponse;
import software.amazon.awssdk.services.appsync.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.appsync.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.appsync.model.FunctionConfiguration;
import software.amazon.awssdk.services.appsync.model.GetFunctionRequest;
import software.amazon.awssdk.services.appsync.model.GetFunctionResponse;
import software.amazon.awssdk.services.appsync.model.ListFunctionsRequest;
import software.amazon.awssdk.services.appsync.model.ListFunctionsResponse;
import software.amazon.awssdk.services.appsync.model.UpdateFunctionRequest;
import software.amazon.awssdk.services.appsync.model.UpdateFunctionResponse;

/** Functions, the steps of pipeline resolvers. */
final class FunctionOperations {

  private final Apis apis;
  private final ApiOperations names;

  FunctionOperations(Apis apis, ApiOperations names) {
    this.apis = apis;
    this.names = names;
  }

  void declare(Operations operations) {
    operations.on(
        CreateFunctionRequest::builder,
        Access.to("appsync:CreateFunction", q -> arn(q.apiId(), "*")),
        this::create);
    operations.on(
        GetFunctionRequest::builder,
        Access.to("appsync:GetFunction", q -> arn(q.apiId(), q.functionId())),
        this::get);
    operations.on(
        ListFunctionsRequest::builder,
        Access.to("appsync:ListFunctions", q -> names.arn(q.apiId())),
        this::list);
    operations.on(
        UpdateFunctionRequest::builder,
        Access.to("appsync:UpdateFunction", q -> arn(q.apiId(), q.functionId())),
        this::update);
    operations.on(
        DeleteFunctionRequest::builder,
        Access.to("appsync:DeleteFunction", q -> arn(q.apiId(), q.functionId())),
        this::delete);
  }

  private String arn(String apiId, String id) {
    return names.arn(apiId) + "/functions/" + id;
  }

  /**
   * Checks runtime and code of a resolver or function.
   *
   * @param what as errors name it
   */
  static void check(String what, AppSyncRuntime runtime, String code, String... templates) {
    for (String template : templates) {
      Refusals.when(
          template != null,
          what + ": VTL mapping templates are not supported here; use the runtime APPSYNC_JS");
    }
    Refusals.when(runtime == null, what + ": runtime is required (APPSYNC_JS 1.0.0)");
    Refusals.when(
        !"APPSYNC_JS".equals(runtime.nameAsString()) || !"1.0.0".equals(runtime.runtimeVersion()),
        what
            + ": runtime "
            + runtime.nameAsString()
            + " "
            + runtime.runtimeVersion()
            + " is not supported: only APPSYNC_JS 1.0.0");
    Refusals.when(code == null, what + ": code is required");
    try {
      ResolverCode.of("code.js", code);
    } catch (CodeError e) {
      throw Refusals.bad("The code contains one or more errors. " + what + ": " + e.getMessage());
    }
  }

  CreateFunctionResponse create(Call call, CreateFunctionRequest request) {
    apis.source(request.apiId(), request.dataSourceName());
    check(
        "Function " + request.name(),
        request.runtime(),
        request.code(),
        request.requestMappingTemplate(),
        request.responseMappingTemplate());
    Refusals.when(
        request.maxBatchSize() != null && request.maxBatchSize() != 0,
        "maxBatchSize is not supported here");
    Refusals.when(request.syncConfig() != null, "syncConfig is not supported here");
    String id = ApiOperations.id();
    FunctionConfiguration function =
        FunctionConfiguration.builder()
            .functionId(id)
            .functionArn(arn(request.apiId(), id))
            .name(request.name())
            .description(request.description())
            .dataSourceName(request.dataSourceName())
            .functionVersion("2018-05-29")
            .runtime(request.runtime())
            .code(request.code())
            .build();
    apis.putFunction(request.apiId(), function);
    return CreateFunctionResponse.builder().functionConfiguration(function).build();
  }

  private GetFunctionResponse get(Call call, GetFunctionRequest request) {
    return GetFunctionResponse.builder()
        .functionConfiguration(apis.function(request.apiId(), request.functionId()))
        .build();
  }

  private ListFunctionsResponse list(Call call, ListFunctionsRequest request) {
    apis.get(request.apiId());
    return ListFunctionsResponse.builder().functions(apis.functions(request.apiId())).build();
  }

  UpdateFunctionResponse update(Call call, UpdateFunctionRequest request) {
    FunctionConfiguration old = apis.function(request.apiId(), request.functionId());
    apis.source(request.apiId(), request.dataSourceName());
    check(
        "Function " + request.name(),
        request.runtime(),
        request.code(),
        request.requestMappingTemplate(),
        request.responseMappingTemplate());
    Refusals.when(
        request.maxBatchSize() != null && request.maxBatchSize() != 0,
        "maxBatchSize is not supported here");
    Refusals.when(request.syncConfig() != null, "syncConfig is not supported here");
    FunctionConfiguration function =
        old.toBuilder()
            .name(request.name())
            .description(request.description())
            .dataSourceName(request.dataSourceName())
            .runtime(request.runtime())
            .code(request.code())
            .build();
    apis.putFunction(request.apiId(), function);
    return UpdateFunctionResponse.builder().functionConfiguration(function).build();
  }

  DeleteFunctionResponse delete(Call call, DeleteFunctionRequest request) {
    boolean used =
        apis.resolvers(request.apiId()).stream()
            .anyMatch(
                r ->
                    r.pipelineConfig() != null
                        && r.pipelineConfig().functions().contains(request.functionId()));
    Refusals.when(used, "Function " + request.functionId() + " is used by a resolver");
    apis.removeFunction(request.apiId(), request.functionId());
    return DeleteFunctionResponse.builder().build();
  }
}
