package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.ParseAndValidate;
import graphql.ParseAndValidateResult;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.introspection.Introspection;
import graphql.schema.GraphQLSchema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.appsync.model.GraphqlApi;
import software.amazon.awssdk.services.appsync.model.LogConfig;
import software.amazon.awssdk.services.appsync.model.UserPoolConfig;

/**
 * An API ready to be asked: schema, rules and resolvers put together. Replaced when any of them
 * changes.
 */
final class ServedApi {

  private static final int KEPT_DOCUMENTS = 200;

  private final GraphqlApi api;
  private final GraphQLSchema schema;
  private final GraphQL graphql;
  private final MutationEvents events;
  private final Map<String, PreparsedDocumentEntry> documents =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, PreparsedDocumentEntry> eldest) {
              return size() > KEPT_DOCUMENTS;
            }
          });

  ServedApi(
      GraphqlApi api, String sdl, FieldFetcher fetcher, Map<String, FieldResolver> resolvers) {
    this.api = api;
    this.schema = ApiSchema.of("schema", sdl, fetcher);
    boolean denied =
        api.userPoolConfig() != null && "DENY".equals(api.userPoolConfig().defaultActionAsString());
    fetcher.plan(schema, AccessRule.standard(api.authenticationTypeAsString(), denied), resolvers);
    GraphQL.Builder builder =
        GraphQL.newGraphQL(schema)
            .queryExecutionStrategy(new AsyncExecutionStrategy())
            .subscriptionExecutionStrategy(new AsyncExecutionStrategy())
            .preparsedDocumentProvider(
                (input, parse) ->
                    CompletableFuture.completedFuture(
                        documents.computeIfAbsent(input.getQuery(), query -> parse.apply(input))));
    int depth = api.queryDepthLimit() == null ? 0 : api.queryDepthLimit();
    builder.instrumentation(
        depth == 0
            ? SimplePerformantInstrumentation.INSTANCE
            : new MaxQueryDepthInstrumentation(depth));
    this.graphql = builder.build();
    this.events = new MutationEvents(schema);
  }

  /** How it logs; null where it does not. */
  LogConfig logs() {
    return api.logConfig();
  }

  String name() {
    return api.name();
  }

  boolean traced() {
    return Boolean.TRUE.equals(api.xrayEnabled());
  }

  boolean takes(String mode) {
    return api.authenticationTypeAsString().equals(mode)
        || api.additionalAuthenticationProviders().stream()
            .anyMatch(provider -> provider.authenticationTypeAsString().equals(mode));
  }

  /** The user pools whose tokens the API takes. */
  java.util.stream.Stream<String> userPools() {
    return java.util.stream.Stream.concat(
        Optional.ofNullable(api.userPoolConfig()).map(UserPoolConfig::userPoolId).stream(),
        api.additionalAuthenticationProviders().stream()
            .filter(provider -> provider.userPoolConfig() != null)
            .map(provider -> provider.userPoolConfig().userPoolId()));
  }

  CompletableFuture<ExecutionResult> execute(GraphqlBody body, FieldRequest request) {
    boolean hidden = "DISABLED".equals(api.introspectionConfigAsString());
    return graphql.executeAsync(
        input(body)
            .graphQLContext(
                Map.of(FieldFetcher.REQUEST, request, Introspection.INTROSPECTION_DISABLED, hidden))
            .build());
  }

  private static ExecutionInput.Builder input(GraphqlBody body) {
    return ExecutionInput.newExecutionInput()
        .query(body.query())
        .operationName(body.operationName())
        .variables(body.variables());
  }

  /** Whether a request is a mutation that the schema allows. */
  boolean mutates(GraphqlBody body) {
    ParseAndValidateResult parsed = ParseAndValidate.parseAndValidate(schema, input(body).build());
    return !parsed.isFailure()
        && MutationEvents.mutates(parsed.getDocument(), body.operationName());
  }

  /** What an answered request tells subscribers. */
  List<MutationEvents.Event> events(GraphqlBody body, ExecutionResult result) {
    PreparsedDocumentEntry known = documents.get(body.query());
    return known == null || known.hasErrors()
        ? List.of()
        : events.of(known.getDocument(), body, result);
  }

  static ObjectNode variables(Map<String, String> environment) {
    ObjectNode variables = JsonNodeFactory.instance.objectNode();
    environment.forEach(variables::put);
    return variables;
  }
}
