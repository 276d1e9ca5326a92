package ecommerce.edge.tracing;

import java.util.Optional;

/**
 * The trace that the present invocation belongs to, where it is sampled.
 *
 * @param parent the segment that Lambda made for the function
 * @param rest parts that are not ours, such as {@code Lineage} by which Lambda sees loops; each
 *     begins with a semicolon
 */
record Header(String root, String parent, String rest) {

  private static final String PROPERTY = "com.amazonaws.xray.traceHeader";
  private static final String VARIABLE = "_X_AMZN_TRACE_ID";

  /**
   * Read anew each time: the property is the invocation's own, and nothing of it may be kept over a
   * snapshot. A variable is as old as the process, and is looked at where a runtime sets it alone.
   */
  static Optional<Header> current() {
    return text().flatMap(Header::sampled);
  }

  /**
   * As it came: what is called is to know, too, that it is not sampled, and would else decide anew.
   */
  static Optional<String> text() {
    String text = System.getProperty(PROPERTY);
    if (text == null) {
      text = System.getenv(VARIABLE);
    }
    return Optional.ofNullable(text).filter(header -> !header.isBlank());
  }

  static Optional<Header> sampled(String text) {
    String root = "";
    String parent = "";
    StringBuilder rest = new StringBuilder();
    boolean sampled = false;
    for (String part : text.split(";")) {
      String pair = part.strip();
      if (pair.startsWith("Root=")) {
        root = pair.substring(5);
      } else if (pair.startsWith("Parent=")) {
        parent = pair.substring(7);
      } else if (pair.startsWith("Sampled=")) {
        sampled = pair.equals("Sampled=1");
      } else if (!pair.isEmpty()) {
        rest.append(';').append(pair);
      }
    }
    return sampled && !root.isEmpty() && !parent.isEmpty()
        ? Optional.of(new Header(root, parent, rest.toString()))
        : Optional.empty();
  }

  /** The header of what a subsegment causes. */
  String under(String subsegment) {
    return "Root=" + root + ";Parent=" + subsegment + ";Sampled=1" + rest;
  }
}
