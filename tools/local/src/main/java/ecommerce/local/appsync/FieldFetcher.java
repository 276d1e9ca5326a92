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
              boolean root = type == schema.getQueryType() || type == schema.getMutationType();
              boolean subscription = type == schema.getSubscriptionType();
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
      return DataFetcherResult.newResult()
          .error(FieldError.of(ResolverError.unauthorized(), field))
          .build();
    }
    if (plan.subscription()) {
      ResolverError error =
          ResolverError.of(
              "UnsupportedOperation", "Subscriptions are not served by this environment");
      return DataFetcherResult.newResult().error(FieldError.of(error, field)).build();
    }
    if (plan.resolver() == null) {
      return field.getSource() instanceof Map<?, ?> source
          ? source.get(field.getField().getName())
          : null;
    }
    ObjectNode context =
        request.context(field, plan.resolver().environment(), plan.resolver().looksAtSelection());
    return CompletableFuture.supplyAsync(
        () -> told(plan.resolver().resolve(context), field), executor);
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
      FieldResolver.Resolved resolved, DataFetchingEnvironment field) {
    DataFetcherResult.Builder<Object> result = DataFetcherResult.newResult();
    resolved.appended().forEach(error -> result.error(FieldError.of(error, field)));
    resolved.failure().ifPresent(error -> result.error(FieldError.of(error, field)));
    return result
        .data(resolved.failure().isPresent() ? null : Json.plain(resolved.value()))
        .build();
  }
}
