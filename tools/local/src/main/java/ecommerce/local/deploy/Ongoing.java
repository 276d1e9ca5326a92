package ecommerce.local.deploy;

import java.util.Optional;
import java.util.Set;

/**
 * An operation on a stack that is not settled: all that is needed to bring it to its end after the
 * environment was stopped in the middle.
 *
 * @param target what the stack shall become; empty for a deletion
 * @param before what it was
 * @param making the logical id of a resource that is being made
 * @param changing the logical id of a resource that is being changed
 * @param retain logical ids that a deletion leaves alone, or a roll-back skips
 * @param token the client's, for events
 */
record Ongoing(
    Optional<Definition> target,
    Contents before,
    Optional<String> making,
    Optional<String> changing,
    OnFailure onFailure,
    Set<String> retain,
    Optional<String> token) {

  /** What happens where the operation cannot be done. */
  enum OnFailure {
    ROLLBACK,
    DELETE,
    DO_NOTHING
  }

  static Ongoing of(
      Optional<Definition> target, Contents before, OnFailure onFailure, Optional<String> token) {
    return new Ongoing(
        target, before, Optional.empty(), Optional.empty(), onFailure, Set.of(), token);
  }

  Ongoing making(String logicalId) {
    return new Ongoing(
        target, before, Optional.of(logicalId), Optional.empty(), onFailure, retain, token);
  }

  Ongoing changing(String logicalId) {
    return new Ongoing(
        target, before, Optional.empty(), Optional.of(logicalId), onFailure, retain, token);
  }

  Ongoing settled() {
    return new Ongoing(
        target, before, Optional.empty(), Optional.empty(), onFailure, retain, token);
  }

  Ongoing onFailure(OnFailure other) {
    return new Ongoing(target, before, making, changing, other, retain, token);
  }

  Ongoing skipping(Set<String> logicalIds) {
    return new Ongoing(target, before, making, changing, onFailure, Set.copyOf(logicalIds), token);
  }
}
