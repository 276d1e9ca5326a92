package ecommerce.lint;

import java.util.Comparator;

/**
 * Something in a checkout that breaks a convention: where it stands, which check says so, and what
 * is wrong and how to mend it.
 *
 * @param file relative to the checkout, with slashes
 * @param line from 1
 */
public record Finding(String file, int line, String check, String message)
    implements Comparable<Finding> {

  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparing(Finding::file)
          .thenComparingInt(Finding::line)
          .thenComparing(Finding::check)
          .thenComparing(Finding::message);

  @Override
  public int compareTo(Finding other) {
    return BY_PLACE.compare(this, other);
  }

  /** {@code file:line: [check] message}, as compilers and editors have it. */
  @Override
  public String toString() {
    return file + ":" + line + ": [" + check + "] " + message;
  }
}
