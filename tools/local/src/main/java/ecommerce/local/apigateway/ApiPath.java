package ecommerce.local.apigateway;

import ecommerce.local.Endpoints;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A path on the port taken apart: {@code /execute-api/API/STAGE/rest}.
 *
 * @param path what comes after the stage, raw; {@code /} where nothing does
 */
record ApiPath(String apiId, String stage, String path) {

  static boolean owns(String raw) {
    return raw.startsWith(Endpoints.API_PREFIX);
  }

  /** Empty where API or stage is missing. */
  static Optional<ApiPath> parse(String raw) {
    if (!owns(raw)) {
      return Optional.empty();
    }
    String[] parts = raw.substring(Endpoints.API_PREFIX.length()).split("/", 3);
    if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new ApiPath(parts[0], parts[1], "/" + (parts.length == 3 ? parts[2] : "")));
  }

  /**
   * Percent-encoding undone; a plus sign is a plus sign. What is not well-formed stays as it is.
   */
  static String decoded(String raw) {
    try {
      return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return raw;
    }
  }
}
