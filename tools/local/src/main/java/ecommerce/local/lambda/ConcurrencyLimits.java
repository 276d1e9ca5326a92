package ecommerce.local.lambda;

import java.util.Collection;
import software.amazon.awssdk.services.lambda.model.ThrottleReason;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * How many invocations may run at once: as many as the function has reserved, and as many as the
 * account has.
 *
 * @param account at least 1
 */
record ConcurrencyLimits(int account) {

  /** Whether the function, with all its versions, may run one more now. */
  boolean leaveRoom(Pool pool, Collection<Pool> all) {
    return all.stream().filter(pool::isOfSameFunction).mapToInt(other -> other.busy).sum()
        < of(pool);
  }

  /** Of one function, all its versions together. */
  int of(Pool pool) {
    return pool.function == null ? account : pool.function.reserved().orElse(account);
  }

  /**
   * @throws TooManyRequestsException where one more would be too many for the function or the
   *     account
   */
  void admit(Pool pool, Collection<Pool> all) {
    int demand = all.stream().filter(pool::isOfSameFunction).mapToInt(Pool::demand).sum();
    boolean function = demand >= of(pool);
    if (function || all.stream().mapToInt(Pool::demand).sum() >= account) {
      ThrottleReason reason =
          function
              ? ThrottleReason.RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED
              : ThrottleReason.CONCURRENT_INVOCATION_LIMIT_EXCEEDED;
      throw TooManyRequestsException.builder()
          .message("Rate Exceeded.")
          .reason(reason)
          .type("User")
          .statusCode(429)
          .build();
    }
  }
}
