package ecommerce.runtime;

/**
 * One event as the Runtime API gives it.
 *
 * @param deadline when it times out, in milliseconds since the epoch
 * @param traceHeader may be empty
 */
record Invocation(
    String requestId,
    long deadline,
    String functionArn,
    String traceHeader,
    String clientContext,
    String identity,
    byte[] event) {}
