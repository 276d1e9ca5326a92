package ecommerce.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An object in S3, in any of the ways in which templates and requests name one. */
record S3Location(String bucket, String key, Optional<String> version) {

  private static final Pattern URI_FORM =
      Pattern.compile("s3://([^/?]+)/([^?]+?)(?:\\?versionId=([^&]+))?");
  private static final Pattern HOSTED =
      Pattern.compile("(.+)\\.s3[.-](?:[a-z0-9-]+\\.)?amazonaws\\.com|(.+)\\.s3\\.localhost");
  private static final Pattern PATH_STYLE =
      Pattern.compile("s3(?:[.-][a-z0-9-]+)?\\.amazonaws\\.com|localhost|127\\.0\\.0\\.1");

  /** {@code s3://bucket/key}, perhaps with {@code ?versionId=}; empty where it is no such text. */
  static Optional<S3Location> uri(String text) {
    Matcher matcher = URI_FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new S3Location(
                matcher.group(1), matcher.group(2), Optional.ofNullable(matcher.group(3))))
        : Optional.empty();
  }

  /**
   * A URL as {@code TemplateURL} takes it: path style, virtual-hosted style, or on this
   * environment's port; empty for any other.
   */
  static Optional<S3Location> url(String text) {
    URI url;
    try {
      url = URI.create(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (url.getHost() == null || url.getRawPath() == null) {
      return uri(text);
    }
    String path = url.getRawPath().replaceFirst("^/", "");
    Optional<String> version =
        Optional.ofNullable(url.getRawQuery())
            .map(query -> query.replaceFirst("(?:.*&)?versionId=([^&]*).*", "$1"));
    Matcher hosted = HOSTED.matcher(url.getHost());
    if (hosted.matches() && !path.isEmpty()) {
      String bucket = hosted.group(1) == null ? hosted.group(2) : hosted.group(1);
      return Optional.of(new S3Location(bucket, decoded(path), version));
    }
    int slash = path.indexOf('/');
    return PATH_STYLE.matcher(url.getHost()).matches() && slash > 0 && slash < path.length() - 1
        ? Optional.of(
            new S3Location(path.substring(0, slash), decoded(path.substring(slash + 1)), version))
        : Optional.empty();
  }

  /** A mapping of {@code S3Bucket}, {@code S3Key} or of {@code Bucket}, {@code Key}. */
  static Optional<S3Location> mapping(JsonNode node) {
    return named(node, "S3Bucket", "S3Key", "S3ObjectVersion")
        .or(() -> named(node, "Bucket", "Key", "Version"));
  }

  private static Optional<S3Location> named(
      JsonNode node, String bucket, String key, String version) {
    return node.hasNonNull(bucket) && node.hasNonNull(key)
        ? Optional.of(
            new S3Location(
                node.get(bucket).asText(),
                node.get(key).asText(),
                Optional.ofNullable(node.get(version)).map(JsonNode::asText)))
        : Optional.empty();
  }

  private static String decoded(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  String arn() {
    return "arn:aws:s3:::" + bucket + "/" + key;
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + key;
  }
}
