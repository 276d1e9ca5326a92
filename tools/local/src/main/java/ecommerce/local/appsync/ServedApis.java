package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.Api;
import ecommerce.local.Authorizer;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import software.amazon.awssdk.services.appsync.model.AwsIamConfig;
import software.amazon.awssdk.services.appsync.model.DataSource;
import software.amazon.awssdk.services.appsync.model.FunctionConfiguration;
import software.amazon.awssdk.services.appsync.model.HttpDataSourceConfig;
import software.amazon.awssdk.services.appsync.model.Resolver;

/** Puts APIs together when they are first asked, and again after a change. */
final class ServedApis {

  private final Apis apis;
  private final Scripts scripts;
  private final Sessions sessions;
  private final Api services;
  private final Invoker invoker;
  private final Authorizer authorizer;
  private final PageTokens tokens;
  private final Account account;
  private final Executor executor;
  private final InstantSource clock;
  private final HttpClient http = HttpSource.newClient();
  private final Map<String, ServedApi> served = new ConcurrentHashMap<>();

  ServedApis(
      Apis apis,
      Scripts scripts,
      Sessions sessions,
      Api services,
      Invoker invoker,
      Authorizer authorizer,
      PageTokens tokens,
      Account account,
      Executor executor,
      InstantSource clock) {
    this.apis = apis;
    this.scripts = scripts;
    this.sessions = sessions;
    this.services = services;
    this.invoker = invoker;
    this.authorizer = authorizer;
    this.tokens = tokens;
    this.account = account;
    this.executor = executor;
    this.clock = clock;
    apis.watch(
        apiId -> {
          served.remove(apiId);
          sessions.forget(arn(apiId));
        });
  }

  private String arn(String apiId) {
    return account.arn("appsync", "apis/" + apiId);
  }

  /** Empty where there is no such API, or it has no schema. */
  Optional<ServedApi> find(String apiId) {
    ServedApi known = served.get(apiId);
    if (known != null) {
      return Optional.of(known);
    }
    return apis.find(apiId)
        .filter(api -> !api.schema().isEmpty())
        .map(api -> served.computeIfAbsent(apiId, id -> made(id, api)));
  }

  private ServedApi made(String apiId, StoredApi stored) {
    Map<String, DataSourceCall> sources = new HashMap<>();
    apis.sources(apiId).forEach(source -> sources.put(source.name(), call(apiId, source)));
    Map<String, FieldResolver.Step> functions = new HashMap<>();
    for (FunctionConfiguration function : apis.functions(apiId)) {
      ResolverCode code = ResolverCode.of("function " + function.name(), function.code());
      functions.put(
          function.functionId(),
          new FieldResolver.Step(code, sources.get(function.dataSourceName())));
    }
    ObjectNode environment = ServedApi.variables(stored.environment());
    Map<String, FieldResolver> resolvers = new HashMap<>();
    for (Resolver resolver : apis.resolvers(apiId)) {
      String field = resolver.typeName() + "." + resolver.fieldName();
      ResolverCode code = ResolverCode.of(field, resolver.code());
      boolean pipeline = "PIPELINE".equals(resolver.kindAsString());
      List<FieldResolver.Step> steps =
          pipeline
              ? resolver.pipelineConfig().functions().stream().map(functions::get).toList()
              : List.of(new FieldResolver.Step(code, sources.get(resolver.dataSourceName())));
      resolvers.put(field, new FieldResolver(scripts, code, pipeline, steps, environment));
    }
    return new ServedApi(
        stored.api(),
        stored.schema(),
        new FieldFetcher(executor, authorizer, arn(apiId)),
        resolvers);
  }

  private DataSourceCall call(String apiId, DataSource source) {
    Supplier<Identity> role = () -> sessions.of(source.serviceRoleArn(), arn(apiId)).identity();
    return switch (source.typeAsString()) {
      case "AMAZON_DYNAMODB" ->
          RequestTrace.source(
              new DynamoSource(services, role, apiId, source.dynamodbConfig().tableName(), tokens),
              "DynamoDB",
              "aws",
              "table_name",
              source.dynamodbConfig().tableName());
      case "AWS_LAMBDA" ->
          RequestTrace.source(
              new LambdaSource(invoker, role, source.lambdaConfig().lambdaFunctionArn()),
              "Lambda",
              "aws",
              "function_name",
              source.lambdaConfig().lambdaFunctionArn());
      case "HTTP" -> http(apiId, source);
      default -> request -> DataSourceCall.Result.of(request.path("payload"));
    };
  }

  private DataSourceCall http(String apiId, DataSource source) {
    HttpDataSourceConfig config = source.httpConfig();
    Optional<RequestSigner> signer =
        Optional.ofNullable(config.authorizationConfig())
            .map(
                authorization -> {
                  AwsIamConfig iam = authorization.awsIamConfig();
                  String region =
                      iam.signingRegion() == null ? account.region() : iam.signingRegion();
                  return new RequestSigner(
                      () -> sessions.of(source.serviceRoleArn(), arn(apiId)),
                      region,
                      iam.signingServiceName(),
                      clock);
                });
    URI endpoint = URI.create(config.endpoint());
    return RequestTrace.source(
        new HttpSource(http, endpoint, signer),
        endpoint.getHost(),
        "remote",
        "data_source",
        source.name());
  }

  void close() {
    http.shutdownNow();
  }
}
