package ecommerce.local.iam;

/** How a condition compares a value of the policy with a value of the request. */
interface Comparison {

  /**
   * @param expected the policy's value, its variables replaced and its wildcards as {@link
   *     Wildcards} has them
   */
  boolean test(String expected, String actual);

  /**
   * Refuses a value that the operator cannot compare with.
   *
   * @throws IllegalArgumentException where it is of the wrong form
   */
  default void check(String expected) {}

  /** Whether {@code *} and {@code ?} in the policy's value are wildcards. */
  default boolean wildcards() {
    return false;
  }
}
