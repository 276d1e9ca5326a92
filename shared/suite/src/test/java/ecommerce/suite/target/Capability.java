package ecommerce.suite.target;

/**
 * What a test may need that not every target has. A test that needs more than the target has is
 * skipped, visibly.
 */
public enum Capability {
  /** Systems Manager, DynamoDB, EventBridge, Lambda, API Gateway: every target has them. */
  BACKEND,
  /** A Cognito user pool. */
  USERS,
  /** AppSync. */
  GRAPHQL,
  /** The WebSocket listener, which prod has not. */
  LISTENER
}
