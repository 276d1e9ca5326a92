package ecommerce.local.appsync;

/** Takes apart what {@code Ref} gives for AppSync's resources. */
final class Arns {

  private Arns() {}

  /** The id of the API that an ARN of it, or of something in it, names. */
  static String apiId(String arn) {
    return after(arn, "apis");
  }

  /** The segment after another one of an ARN's resource. */
  static String after(String arn, String segment) {
    String[] parts = arn.substring(arn.lastIndexOf(':') + 1).split("/");
    for (int i = 0; i + 1 < parts.length; i++) {
      if (parts[i].equals(segment)) {
        return parts[i + 1];
      }
    }
    throw new IllegalArgumentException(arn + " names no " + segment);
  }
}
