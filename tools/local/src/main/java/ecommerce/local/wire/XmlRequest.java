package ecommerce.local.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request by what it is about: nothing but the service, a bucket, or an object. The bucket is the
 * first label of the host ({@code bucket.s3.eu-west-1.amazonaws.com}, {@code bucket.localhost}), or
 * the first segment of the path.
 *
 * @param http with its payload as the client meant it
 * @param query decoded, in order
 */
record XmlRequest(
    HttpRequest http,
    Optional<String> bucket,
    Optional<String> key,
    List<Entry<String, String>> query) {

  private static final Pattern AWS_HOST =
      Pattern.compile("(?:(.+)\\.)?s3(?:[.-](?:[a-z0-9-]+\\.)*[a-z0-9-]+)?\\.amazonaws\\.com");
  private static final Pattern LOCAL_HOST = Pattern.compile("(?:(.+?)\\.)??(?:s3\\.)?localhost");

  static XmlRequest of(HttpRequest request) {
    List<Entry<String, String>> query = SigV4.parameters(request.query());
    Optional<String> named = bucketOfHost(request);
    if (named.isPresent()) {
      return new XmlRequest(request, named, rest(request.path().substring(1)), query);
    }
    String path = request.path().substring(1);
    int slash = path.indexOf('/');
    String first = slash < 0 ? path : path.substring(0, slash);
    return new XmlRequest(
        request,
        rest(first),
        slash < 0 ? Optional.empty() : rest(path.substring(slash + 1)),
        query);
  }

  /** Whether the bucket is in the host's name. */
  boolean isHosted() {
    return bucketOfHost(http).isPresent();
  }

  /** Whether the host is one that only S3 has. */
  static boolean isHostOfBuckets(HttpRequest request) {
    return AWS_HOST.matcher(host(request)).matches() || bucketOfHost(request).isPresent();
  }

  private static Optional<String> bucketOfHost(HttpRequest request) {
    for (Pattern pattern : List.of(AWS_HOST, LOCAL_HOST)) {
      Matcher matcher = pattern.matcher(host(request));
      if (matcher.matches()) {
        return Optional.ofNullable(matcher.group(1));
      }
    }
    return Optional.empty();
  }

  private static String host(HttpRequest request) {
    return request
        .headers()
        .first("host")
        .orElse("")
        .replaceFirst(":\\d+$", "")
        .toLowerCase(Locale.ROOT);
  }

  private static Optional<String> rest(String raw) {
    return raw.isEmpty() ? Optional.empty() : Optional.of(SigV4.decode(raw.replace("+", "%2B")));
  }

  /** 0 for the service, 1 for a bucket, 2 for an object. */
  int depth() {
    return bucket.isEmpty() ? 0 : key.isEmpty() ? 1 : 2;
  }

  boolean hasQuery(String name) {
    return query.stream().anyMatch(parameter -> parameter.getKey().equals(name));
  }
}
