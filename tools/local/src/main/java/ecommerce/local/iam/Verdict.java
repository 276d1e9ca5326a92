package ecommerce.local.iam;

/** What policies of one kind say of a request. */
sealed interface Verdict {

  /**
   * @param statement where it says so: the policy's name and the statement's Sid or place
   */
  record Denied(String statement) implements Verdict {}

  record Allowed(String statement) implements Verdict {}

  /** The caller's account may, so that the caller's own identity policies decide. */
  record Delegated(String statement) implements Verdict {}

  /** No statement speaks of it. */
  record Silent() implements Verdict {}
}
