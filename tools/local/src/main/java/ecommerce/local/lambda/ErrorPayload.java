package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;

/** What callers get where no handler could speak for itself, in AWS's words. */
final class ErrorPayload {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ErrorPayload() {}

  static byte[] timedOut(String requestId, int seconds) {
    return of(
        "Sandbox.Timedout",
        "RequestId: " + requestId + " Error: Task timed out after " + seconds + ".00 seconds");
  }

  static byte[] exited(String requestId, int status) {
    String how =
        status == 0
            ? "Runtime exited without providing a reason"
            : status > 128
                ? "Runtime exited with error: signal: " + signal(status - 128)
                : "Runtime exited with error: exit status " + status;
    return of("Runtime.ExitError", "RequestId: " + requestId + " Error: " + how);
  }

  static byte[] tooLarge(long size) {
    return of(
        "Function.ResponseSizeTooLarge",
        "Response payload size ("
            + size
            + " bytes) exceeded maximum allowed payload size (6291556 bytes).");
  }

  static byte[] of(String type, String message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("errorType", type)
        .put("errorMessage", message)
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The type of the error that a payload describes. */
  static String type(byte[] payload) {
    try {
      return JSON.readTree(payload).path("errorType").asText("Unknown");
    } catch (java.io.IOException e) {
      return "Unknown";
    }
  }

  private static String signal(int number) {
    return switch (number) {
      case 6 -> "aborted";
      case 9 -> "killed";
      case 11 -> "segmentation fault";
      case 15 -> "terminated";
      default -> Integer.toString(number);
    };
  }
}
