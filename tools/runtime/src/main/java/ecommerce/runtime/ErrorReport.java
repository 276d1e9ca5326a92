package ecommerce.runtime;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What was thrown, as Lambda reports it: {@code errorMessage}, {@code errorType}, {@code
 * stackTrace}, {@code cause}.
 */
final class ErrorReport {

  private static final int DEEPEST_CAUSE = 10;

  private ErrorReport() {}

  static String type(Throwable failure) {
    return failure.getClass().getName();
  }

  static String json(Throwable failure) {
    return append(new StringBuilder(), failure, DEEPEST_CAUSE).toString();
  }

  private static StringBuilder append(StringBuilder json, Throwable failure, int depth) {
    json.append('{');
    if (failure.getMessage() != null) {
      JsonText.quote(json.append("\"errorMessage\":"), failure.getMessage()).append(',');
    }
    JsonText.quote(json.append("\"errorType\":"), type(failure)).append(",\"stackTrace\":[");
    String separator = "";
    for (StackTraceElement frame : failure.getStackTrace()) {
      if (isRuntime(frame)) {
        break;
      }
      JsonText.quote(json.append(separator), frame.toString());
      separator = ",";
    }
    json.append(']');
    if (failure.getCause() != null && depth > 0) {
      append(json.append(",\"cause\":"), failure.getCause(), depth - 1);
    }
    return json.append('}');
  }

  /** Frames from this runtime down say nothing about the function. */
  private static boolean isRuntime(StackTraceElement frame) {
    String name = frame.getClassName();
    return name.equals(InvocationLoop.class.getName())
        || name.equals(HandlerLoader.class.getName())
        || name.equals(Main.class.getName());
  }

  /** For the log. */
  static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
