package ecommerce.edge.tracing;

import java.util.Optional;

/**
 * The trace that the present invocation belongs to, where it is sampled.
 *
 * @param parent the segment that Lambda made for the function
 */
record Header(String root, String parent) {

  private static final String PROPERTY = "com.amazonaws.xray.traceHeader";
  private static final String VARIABLE = "_X_AMZN_TRACE_ID";

  /**
   * Read anew each time: the property is the invocation's own, and nothing of it may be kept over a
   * snapshot. A variable is as old as the process, and is looked at where a runtime sets it alone.
   */
  static Optional<Header> current() {
    String text = System.getProperty(PROPERTY);
    if (text == null) {
      text = System.getenv(VARIABLE);
    }
    return text == null ? Optional.empty() : sampled(text);
  }

  static Optional<Header> sampled(String text) {
    String root = "";
    String parent = "";
    boolean sampled = false;
    for (String part : text.split(";")) {
      String pair = part.strip();
      if (pair.startsWith("Root=")) {
        root = pair.substring(5);
      } else if (pair.startsWith("Parent=")) {
        parent = pair.substring(7);
      } else if (pair.equals("Sampled=1")) {
        sampled = true;
      }
    }
    return sampled && !root.isEmpty() && !parent.isEmpty()
        ? Optional.of(new Header(root, parent))
        : Optional.empty();
  }

  /** The header of what a subsegment causes. */
  String under(String subsegment) {
    return "Root=" + root + ";Parent=" + subsegment + ";Sampled=1";
  }
}
