package ecommerce.local.template;

import java.util.Arrays;
import java.util.Optional;

/**
 * What happens to the thing itself when its resource leaves the stack ({@code DeletionPolicy},
 * {@code UpdateReplacePolicy}).
 */
public enum RemovalPolicy {
  DELETE("Delete"),
  RETAIN("Retain"),
  RETAIN_EXCEPT_ON_CREATE("RetainExceptOnCreate"),
  SNAPSHOT("Snapshot");

  private final String written;

  RemovalPolicy(String written) {
    this.written = written;
  }

  /** The policy of that name in a template; empty for any other text. */
  static Optional<RemovalPolicy> named(String text) {
    return Arrays.stream(values()).filter(policy -> policy.written.equals(text)).findFirst();
  }

  @Override
  public String toString() {
    return written;
  }
}
