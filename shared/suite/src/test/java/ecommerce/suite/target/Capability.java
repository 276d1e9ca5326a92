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
  SIGNATURES
}
