package ecommerce.local.appsync;

import ecommerce.local.Account;
import ecommerce.local.Timers;
import ecommerce.local.Tracing;
import graphql.ExecutionResult;
import java.util.concurrent.CompletableFuture;

/**
 * Carries out requests of APIs, in their traces; what their mutations gave is shown to subscribers
 * afterwards.
 */
record Executions(Subscriptions subscriptions, Tracing tracing, Timers timers, Account account) {

  /** Begins the trace of a request that comes in the current scope. */
  RequestTrace trace(String apiId, ServedApi api) {
    return RequestTrace.of(tracing, timers, api, account.arn("appsync", "apis/" + apiId));
  }

  CompletableFuture<ExecutionResult> run(
      String apiId, ServedApi api, GraphqlBody body, FieldRequest request) {
    return api.execute(body, request)
        .thenApply(
            result -> {
              request.trace().end(tracing, 200, !result.getErrors().isEmpty());
              api.events(body, result).forEach(event -> subscriptions.show(apiId, event));
              request
                  .effects()
                  .invalidations()
                  .forEach(invalidation -> subscriptions.invalidate(apiId, invalidation));
              return result;
            });
  }
}
