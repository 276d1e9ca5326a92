package ecommerce.local.lambda;

import java.util.concurrent.CompletableFuture;

/**
 * One invocation as an execution environment gets it.
 *
 * @param functionArn as it was invoked, with its qualifier
 * @param deadline in milliseconds since the epoch
 */
record Work(
    String requestId,
    byte[] payload,
    String functionArn,
    String traceHeader,
    String clientContext,
    long deadline,
    CompletableFuture<Result> result) {}
