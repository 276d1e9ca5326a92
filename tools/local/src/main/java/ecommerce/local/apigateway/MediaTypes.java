package ecommerce.local.apigateway;

import java.util.List;
import java.util.Locale;

/**
 * The media types that an API treats as binary, e.g. {@code image/png}, {@code image/*}; {@code
 * *}{@code /*} is all of them.
 */
record MediaTypes(List<String> types) {

  /**
   * @param header a Content-Type or Accept header; of the latter its first type counts
   */
  boolean include(String header) {
    String given = header.split("[,;]", 2)[0].trim().toLowerCase(Locale.ROOT);
    return types.stream()
        .map(type -> type.toLowerCase(Locale.ROOT))
        .anyMatch(type -> matches(type, given));
  }

  private static boolean matches(String type, String given) {
    if (type.equals("*/*")) {
      return true;
    }
    return type.endsWith("/*")
        ? given.startsWith(type.substring(0, type.length() - 1))
        : type.equals(given);
  }
}
