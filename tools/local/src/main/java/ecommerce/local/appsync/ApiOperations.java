package ecommerce.local.appsync;

import ecommerce.local.Account;
import ecommerce.local.Endpoints;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.Call;
import ecommerce.local.wire.Operations;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.appsync.model.AdditionalAuthenticationProvider;
import software.amazon.awssdk.services.appsync.model.CreateGraphqlApiRequest;
import software.amazon.awssdk.services.appsync.model.CreateGraphqlApiResponse;
import software.amazon.awssdk.services.appsync.model.DeleteGraphqlApiRequest;
import software.amazon.awssdk.services.appsync.model.DeleteGraphqlApiResponse;
import software.amazon.awssdk.services.appsync.model.GetGraphqlApiEnvironmentVariablesRequest;
import software.amazon.awssdk.services.appsync.model.GetGraphqlApiEnvironmentVariablesResponse;
import software.amazon.awssdk.services.appsync.model.GetGraphqlApiRequest;
import software.amazon.awssdk.services.appsync.model.GetGraphqlApiResponse;
import software.amazon.awssdk.services.appsync.model.GraphqlApi;
import software.amazon.awssdk.services.appsync.model.ListGraphqlApisRequest;
import software.amazon.awssdk.services.appsync.model.ListGraphqlApisResponse;
import software.amazon.awssdk.services.appsync.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.appsync.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.appsync.model.PutGraphqlApiEnvironmentVariablesRequest;
import software.amazon.awssdk.services.appsync.model.PutGraphqlApiEnvironmentVariablesResponse;
import software.amazon.awssdk.services.appsync.model.TagResourceRequest;
import software.amazon.awssdk.services.appsync.model.TagResourceResponse;
import software.amazon.awssdk.services.appsync.model.UntagResourceRequest;
import software.amazon.awssdk.services.appsync.model.UntagResourceResponse;
import software.amazon.awssdk.services.appsync.model.UpdateGraphqlApiRequest;
import software.amazon.awssdk.services.appsync.model.UpdateGraphqlApiResponse;

/** APIs, their environment variables and tags. */
final class ApiOperations {

  private static final Set<String> MODES =
      Set.of("API_KEY", "AMAZON_COGNITO_USER_POOLS", "AWS_IAM");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z]\\w{1,63}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Apis apis;
  private final Account account;
  private final Endpoints endpoints;
  private final ApiLog log;

  ApiOperations(Apis apis, Account account, Endpoints endpoints, ApiLog log) {
    this.log = log;
    this.apis = apis;
    this.account = account;
    this.endpoints = endpoints;
  }

  void declare(Operations operations) {
    operations.on(
        CreateGraphqlApiRequest::builder, Access.to("appsync:CreateGraphqlApi"), this::create);
    operations.on(
        GetGraphqlApiRequest::builder,
        Access.to("appsync:GetGraphqlApi", q -> arn(q.apiId())),
        this::get);
    operations.on(
        ListGraphqlApisRequest::builder, Access.to("appsync:ListGraphqlApis"), this::list);
    operations.on(
        UpdateGraphqlApiRequest::builder,
        Access.to("appsync:UpdateGraphqlApi", q -> arn(q.apiId())),
        this::update);
    operations.on(
        DeleteGraphqlApiRequest::builder,
        Access.to("appsync:DeleteGraphqlApi", q -> arn(q.apiId())),
        this::delete);
    operations.on(
        PutGraphqlApiEnvironmentVariablesRequest::builder,
        Access.to("appsync:PutGraphqlApiEnvironmentVariables", q -> arn(q.apiId())),
        this::putVariables);
    operations.on(
        GetGraphqlApiEnvironmentVariablesRequest::builder,
        Access.to("appsync:GetGraphqlApiEnvironmentVariables", q -> arn(q.apiId())),
        this::getVariables);
    operations.on(
        TagResourceRequest::builder,
        Access.to("appsync:TagResource", TagResourceRequest::resourceArn),
        this::tag);
    operations.on(
        UntagResourceRequest::builder,
        Access.to("appsync:UntagResource", UntagResourceRequest::resourceArn),
        this::untag);
    operations.on(
        ListTagsForResourceRequest::builder,
        Access.to("appsync:ListTagsForResource", ListTagsForResourceRequest::resourceArn),
        this::tags);
  }

  String arn(String apiId) {
    return account.arn("appsync", "apis/" + apiId);
  }

  CreateGraphqlApiResponse create(Call call, CreateGraphqlApiRequest request) {
    String id = id();
    GraphqlApi api =
        GraphqlApi.builder()
            .apiId(id)
            .arn(arn(id))
            .name(request.name())
            .owner(account.id())
            .apiType("GRAPHQL")
            .visibility("GLOBAL")
            .authenticationType(request.authenticationType())
            .userPoolConfig(request.userPoolConfig())
            .additionalAuthenticationProviders(request.additionalAuthenticationProviders())
            .introspectionConfig(
                request.introspectionConfigAsString() == null
                    ? "ENABLED"
                    : request.introspectionConfigAsString())
            .queryDepthLimit(
                request.queryDepthLimit() == null ? Integer.valueOf(0) : request.queryDepthLimit())
            .xrayEnabled(Boolean.TRUE.equals(request.xrayEnabled()))
            .logConfig(request.logConfig())
            .tags(request.tags())
            .uris(
                Map.of("GRAPHQL", endpoints.graphqlUrl(id), "REALTIME", endpoints.realtimeUrl(id)))
            .dns(Map.of("GRAPHQL", endpoints.host()))
            .build();
    check(api);
    Refusals.when(
        request.resolverCountLimit() != null && request.resolverCountLimit() != 0,
        "resolverCountLimit is not supported here");
    log.check(request.logConfig(), api.arn());
    apis.put(id, StoredApi.of(api));
    return CreateGraphqlApiResponse.builder().graphqlApi(api).build();
  }

  /** 26 lower-case letters and digits, as AppSync's. */
  static String id() {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < 26; i++) {
      id.append("abcdefghijklmnopqrstuvwxyz234567".charAt(RANDOM.nextInt(32)));
    }
    return id.toString();
  }

  private static void check(GraphqlApi api) {
    Refusals.when(!api.name().matches("[\\w\\- ]{1,}"), "Invalid API name: " + api.name());
    mode(api.authenticationTypeAsString());
    boolean pool = api.authenticationTypeAsString().equals("AMAZON_COGNITO_USER_POOLS");
    Refusals.when(
        pool && api.userPoolConfig() == null,
        "userPoolConfig is required for AMAZON_COGNITO_USER_POOLS");
    for (AdditionalAuthenticationProvider provider : api.additionalAuthenticationProviders()) {
      mode(provider.authenticationTypeAsString());
      boolean another = provider.authenticationTypeAsString().equals("AMAZON_COGNITO_USER_POOLS");
      Refusals.when(
          another && provider.userPoolConfig() == null,
          "userPoolConfig is required for AMAZON_COGNITO_USER_POOLS");
      Refusals.when(
          !another
              && provider.authenticationTypeAsString().equals(api.authenticationTypeAsString()),
          "Additional authentication providers cannot repeat the default authentication type "
              + api.authenticationTypeAsString());
    }
  }

  private static void mode(String mode) {
    Refusals.when(
        !MODES.contains(mode),
        "Authentication type "
            + mode
            + " is not supported: one of "
            + MODES.stream().sorted().toList());
  }

  GetGraphqlApiResponse get(Call call, GetGraphqlApiRequest request) {
    return GetGraphqlApiResponse.builder().graphqlApi(apis.get(request.apiId()).api()).build();
  }

  private ListGraphqlApisResponse list(Call call, ListGraphqlApisRequest request) {
    return ListGraphqlApisResponse.builder()
        .graphqlApis(apis.all().stream().map(StoredApi::api).toList())
        .build();
  }

  UpdateGraphqlApiResponse update(Call call, UpdateGraphqlApiRequest request) {
    Refusals.when(
        request.resolverCountLimit() != null && request.resolverCountLimit() != 0,
        "resolverCountLimit is not supported here");
    GraphqlApi changed =
        apis.get(request.apiId()).api().toBuilder()
            .name(request.name())
            .authenticationType(request.authenticationType())
            .userPoolConfig(request.userPoolConfig())
            .additionalAuthenticationProviders(request.additionalAuthenticationProviders())
            .introspectionConfig(
                request.introspectionConfigAsString() == null
                    ? "ENABLED"
                    : request.introspectionConfigAsString())
            .queryDepthLimit(
                request.queryDepthLimit() == null ? Integer.valueOf(0) : request.queryDepthLimit())
            .xrayEnabled(Boolean.TRUE.equals(request.xrayEnabled()))
            .logConfig(request.logConfig())
            .build();
    check(changed);
    log.check(request.logConfig(), changed.arn());
    apis.update(request.apiId(), api -> api.with(changed));
    return UpdateGraphqlApiResponse.builder().graphqlApi(changed).build();
  }

  DeleteGraphqlApiResponse delete(Call call, DeleteGraphqlApiRequest request) {
    apis.remove(request.apiId());
    return DeleteGraphqlApiResponse.builder().build();
  }

  PutGraphqlApiEnvironmentVariablesResponse putVariables(
      Call call, PutGraphqlApiEnvironmentVariablesRequest request) {
    Map<String, String> variables = request.environmentVariables();
    Refusals.when(variables.size() > 50, "An API has at most 50 environment variables");
    variables.forEach(
        (name, value) -> {
          Refusals.when(
              !VARIABLE.matcher(name).matches(), "Invalid environment variable name: " + name);
          Refusals.when(
              value.length() > 512,
              "Environment variable " + name + " is longer than 512 characters");
        });
    apis.update(request.apiId(), api -> api.withEnvironment(variables));
    return PutGraphqlApiEnvironmentVariablesResponse.builder()
        .environmentVariables(variables)
        .build();
  }

  private GetGraphqlApiEnvironmentVariablesResponse getVariables(
      Call call, GetGraphqlApiEnvironmentVariablesRequest request) {
    return GetGraphqlApiEnvironmentVariablesResponse.builder()
        .environmentVariables(apis.get(request.apiId()).environment())
        .build();
  }

  private TagResourceResponse tag(Call call, TagResourceRequest request) {
    retag(request.resourceArn(), tags -> tags.putAll(request.tags()));
    return TagResourceResponse.builder().build();
  }

  private UntagResourceResponse untag(Call call, UntagResourceRequest request) {
    retag(request.resourceArn(), tags -> tags.keySet().removeAll(request.tagKeys()));
    return UntagResourceResponse.builder().build();
  }

  void retag(String resourceArn, java.util.function.Consumer<Map<String, String>> change) {
    apis.update(
        idOf(resourceArn),
        stored -> {
          GraphqlApi api = stored.api();
          Map<String, String> tags = new HashMap<>(api.tags());
          change.accept(tags);
          return stored.with(api.toBuilder().tags(tags).build());
        });
  }

  private ListTagsForResourceResponse tags(Call call, ListTagsForResourceRequest request) {
    return ListTagsForResourceResponse.builder()
        .tags(apis.get(idOf(request.resourceArn())).api().tags())
        .build();
  }

  private static String idOf(String arn) {
    List<String> parts = List.of(arn.split("/"));
    Refusals.when(parts.size() != 2 || !arn.contains(":apis/"), "Invalid resource ARN: " + arn);
    return parts.getLast();
  }
}
