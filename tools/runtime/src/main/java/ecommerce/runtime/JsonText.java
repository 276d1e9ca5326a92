package ecommerce.runtime;

/** Strings as JSON. */
final class JsonText {

  private JsonText() {}

  /** Appends a JSON string, or {@code null}. */
  static StringBuilder quote(StringBuilder to, String text) {
    if (text == null) {
      return to.append("null");
    }
    to.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> to.append('\\').append(c);
        case '\n' -> to.append("\\n");
        case '\r' -> to.append("\\r");
        case '\t' -> to.append("\\t");
        default -> {
          if (c < ' ') {
            to.append("\\u00")
                .append(Character.forDigit(c >> 4, 16))
                .append(Character.forDigit(c & 15, 16));
          } else {
            to.append(c);
          }
        }
      }
    }
    return to.append('"');
  }
}
