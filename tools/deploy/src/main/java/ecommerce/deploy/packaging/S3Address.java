package ecommerce.deploy.packaging;

/** Where CloudFormation reads an object: AWS's path style, which stands for any endpoint. */
public final class S3Address {

  private S3Address() {}

  /** {@code https://s3.REGION.amazonaws.com/BUCKET/KEY}, with China's own domain there. */
  public static String url(String bucket, String key, String region) {
    String domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    return "https://s3." + region + "." + domain + "/" + bucket + "/" + key;
  }
}
