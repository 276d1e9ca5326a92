package ecommerce.local.appsync;

import graphql.ExecutionResult;
import java.util.concurrent.CompletableFuture;

/** Carries out requests of APIs; what their mutations gave is shown to subscribers afterwards. */
record Executions(Subscriptions subscriptions) {

  CompletableFuture<ExecutionResult> run(
      String apiId, ServedApi api, GraphqlBody body, FieldRequest request) {
    return api.execute(body, request)
        .thenApply(
            result -> {
              api.events(body, result).forEach(event -> subscriptions.show(apiId, event));
              request
                  .effects()
                  .invalidations()
                  .forEach(invalidation -> subscriptions.invalidate(apiId, invalidation));
              return result;
            });
  }
}
