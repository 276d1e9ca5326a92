package ecommerce.local;

/** The one account and region that this environment is. Makes the ARNs of what lives in it. */
public record Account(String id, String region) {

  public static final String PARTITION = "aws";

  /** {@code arn:aws:{service}:{region}:{account}:{resource}}. */
  public String arn(String service, String resource) {
    return "arn:" + PARTITION + ":" + service + ":" + region + ":" + id + ":" + resource;
  }

  /** The ARN of a resource of a global service, which has no region ({@code iam}, {@code sts}). */
  public String globalArn(String service, String resource) {
    return "arn:" + PARTITION + ":" + service + "::" + id + ":" + resource;
  }
}
