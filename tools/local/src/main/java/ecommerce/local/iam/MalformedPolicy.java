package ecommerce.local.iam;

/** A policy document that IAM would not take; the message says what is wrong with it. */
final class MalformedPolicy extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedPolicy(String message) {
    super(message, null, false, false);
  }
}
