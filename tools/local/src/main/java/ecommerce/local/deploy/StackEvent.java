package ecommerce.local.deploy;

import java.time.Instant;
import java.util.Optional;

/**
 * A state that a resource of a stack, or the stack itself, has entered.
 *
 * @param physicalId empty where there is none yet
 * @param token of the client that started the operation
 */
record StackEvent(
    String id,
    String stackId,
    String stackName,
    String logicalId,
    String physicalId,
    String type,
    String status,
    Optional<String> reason,
    Optional<String> token,
    Instant time) {

  /** Whether it is the stack's own. */
  boolean ofStack() {
    return physicalId.equals(stackId);
  }
}
