package ecommerce.suite.target;

/**
 * What a test may need that not every target has. A test that needs more than the target has is
 * skipped, visibly and with the reason ({@link Capabilities}).
 */
public enum Capability {
  /** A Cognito user pool. */
  USERS,
  /** AppSync. */
  GRAPHQL,
  /** AppSync's subscriptions. */
  LIVE_UPDATES,
  /** The WebSocket listener, which prod has not. */
  LISTENER,
  /** Requests without a right signature are refused. */
  SIGNATURES,
  /**
   * Each request is traced, each call is in the history of calls, those for a table's items too,
   * and {@code ./ecom} finds the target by its port.
   */
  COMPLETE_HISTORY
}
