package ecommerce.local.deploy;

import java.util.Optional;
import java.util.Set;

/**
 * One CloudFormation resource type: how its resource is made, changed and removed, by the same
 * operations that the service offers on the wire.
 */
public interface ResourceType {

  /** E.g. {@code AWS::Events::Rule}. */
  String name();

  /**
   * The paths of the properties that are supported, e.g. {@code
   * Targets[].RetryPolicy.MaximumRetryAttempts}; a path that ends in {@code .**} takes anything
   * below it. A template with any other property is refused before anything is made.
   */
  Set<String> properties();

  /** The top-level properties whose change makes a new resource and removes the old one. */
  default Set<String> immutable() {
    return Set.of();
  }

  /** Makes the resource. */
  Resource create(Desired desired);

  /**
   * The resource that {@link #create} would make, where that is known beforehand. A deployment that
   * was interrupted while it made the resource finds it by this, and goes on by {@link #update};
   * without it, what was half made stays behind.
   */
  default Optional<Resource> planned(Desired desired) {
    return Optional.empty();
  }

  /** Changes the resource to what is desired now; its physical id stays. */
  Resource update(Desired desired, Resource current);

  /** Removes the resource; one that is gone already is no error. */
  void delete(Resource current);
}
