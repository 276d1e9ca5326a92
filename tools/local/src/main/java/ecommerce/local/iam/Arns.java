package ecommerce.local.iam;

/** Parts of the ARNs of IAM. */
final class Arns {

  private Arns() {}

  static String account(String arn) {
    String[] parts = arn.split(":", 6);
    return parts.length == 6 ? parts[4] : "";
  }

  /** The last part of a path: the name of {@code …:role/path/name}. */
  static String name(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
