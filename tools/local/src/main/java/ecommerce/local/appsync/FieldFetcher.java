package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.AccessDenied;
import ecommerce.local.Authorizer;
import ecommerce.local.Permission;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLSchema;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Fetches every field of an API: checks that the caller may, then asks the field's resolver, or
 * takes the parent's member.
 */
final class FieldFetcher implements DataFetcher<Object> {

  static final String REQUEST = "request";

  /**
   * @param resolver null where the field has none
   */
  private record Plan(
      AccessRule access, FieldResolver resolver, boolean root, boolean subscription) {}

  private final Map<String, Map<String, Plan>> plans = new HashMap<>();
  private final Executor executor;
  private final Authorizer authorizer;
  private final String apiArn;

  FieldFetcher(Executor executor, Authorizer authorizer, String apiArn) {
    this.executor = executor;
    this.authorizer = authorizer;
    this.apiArn = apiArn;
  }

  /**
   * @param resolvers by {@code Type.field}
   */
  void plan(GraphQLSchema schema, AccessRule standard, Map<String, FieldResolver> resolvers) {
    schema.getAllTypesAsList().stream()
        .filter(
            type ->
                type instanceof graphql.schema.GraphQLObjectType
                    && !type.getName().startsWith("__"))
        .map(graphql.schema.GraphQLObjectType.class::cast)
        .forEach(
            type -> {
              Map<String, Plan> fields =
                  plans.computeIfAbsent(type.getName(), name -> new HashMap<>());
              boolean subscription = type == schema.getSubscriptionType();
              boolean root =
                  subscription || type == schema.getQueryType() || type == schema.getMutationType();
              type.getFieldDefinitions()
                  .forEach(
                      field ->
                          fields.put(
                              field.getName(),
                              new Plan(
                                  AccessRule.of(type, field, standard),
                                  resolvers.get(type.getName() + "." + field.getName()),
                                  root,
                                  subscription)));
            });
  }

  @Override
  public Object get(DataFetchingEnvironment field) {
    FieldRequest request = field.getGraphQlContext().get(REQUEST);
    Plan plan = plans.get(ApiSchema.typeName(field)).get(field.getField().getName());
    if (!plan.access().allows(request.caller())
        || plan.root() && !permitted(request.caller(), field)) {
      return refused(field, ResolverError.unauthorized());
    }
    if (plan.subscription()) {
      return subscribed(field, request, plan);
    }
    if (plan.root() && request.stage() instanceof FieldRequest.Stage.Subscribe) {
      String message = "Only subscriptions begin over WebSocket";
      return refused(field, ResolverError.of("UnsupportedOperation", message));
    }
    boolean shown = request.stage() instanceof FieldRequest.Stage.Show;
    return shown || plan.resolver() == null
        ? member(field)
        : resolved(field, request, plan.resolver());
  }

  private static Object member(DataFetchingEnvironment field) {
    return field.getSource() instanceof Map<?, ?> source
        ? source.get(field.getField().getName())
        : null;
  }

  private Object subscribed(DataFetchingEnvironment field, FieldRequest request, Plan plan) {
    return switch (request.stage()) {
      case FieldRequest.Stage.Answer answer ->
          refused(
              field,
              ResolverError.of(
                  "UnsupportedOperation",
                  "Subscriptions are served over WebSocket, not as an HTTP request"));
      case FieldRequest.Stage.Show(Object value) -> value;
      case FieldRequest.Stage.Subscribe subscribe -> {
        request.effects().subscribed(field.getField().getName(), field.getArguments());
        yield plan.resolver() == null
            ? null
            : resolved(field, request, plan.resolver()).thenApply(FieldFetcher::withoutData);
      }
    };
  }

  private static DataFetcherResult<Object> withoutData(DataFetcherResult<Object> result) {
    return DataFetcherResult.newResult().errors(result.getErrors()).build();
  }

  private CompletableFuture<DataFetcherResult<Object>> resolved(
      DataFetchingEnvironment field, FieldRequest request, FieldResolver resolver) {
    ObjectNode context =
        request.context(field, resolver.environment(), resolver.looksAtSelection());
    String name = ApiSchema.typeName(field) + "." + field.getField().getName();
    return CompletableFuture.supplyAsync(
        () ->
            told(
                request.trace().resolver(name, () -> resolver.resolve(context)),
                field,
                request.effects()),
        executor);
  }

  private static DataFetcherResult<Object> refused(
      DataFetchingEnvironment field, ResolverError error) {
    return DataFetcherResult.newResult().error(FieldError.of(error, field)).build();
  }

  private boolean permitted(Caller caller, DataFetchingEnvironment field) {
    if (!(caller instanceof Caller.Signer signer)) {
      return true;
    }
    String resource =
        apiArn + "/types/" + ApiSchema.typeName(field) + "/fields/" + field.getField().getName();
    try {
      authorizer.require(signer.principal(), Permission.of("appsync:GraphQL", resource));
      return true;
    } catch (AccessDenied e) {
      return false;
    }
  }

  private static DataFetcherResult<Object> told(
      FieldResolver.Resolved resolved, DataFetchingEnvironment field, SubscriptionEffects effects) {
    DataFetcherResult.Builder<Object> result = DataFetcherResult.newResult();
    resolved.appended().forEach(error -> result.error(FieldError.of(error, field)));
    resolved.failure().ifPresent(error -> result.error(FieldError.of(error, field)));
    if (resolved.failure().isPresent()) {
      return result.build();
    }
    try {
      effects.add(resolved.effects());
    } catch (IllegalArgumentException e) {
      return result.error(FieldError.of(ResolverError.of("Code", e.getMessage()), field)).build();
    }
    return result.data(Json.plain(resolved.value())).build();
  }
}
