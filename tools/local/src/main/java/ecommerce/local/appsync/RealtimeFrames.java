package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * What AppSync says over a real-time connection.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html">AWS</a>
 */
final class RealtimeFrames {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private RealtimeFrames() {}

  static String acknowledged(Duration timeout) {
    ObjectNode frame = JSON.objectNode().put("type", "connection_ack");
    frame.putObject("payload").put("connectionTimeoutMs", timeout.toMillis());
    return frame.toString();
  }

  static String connectionError(String type, String message, int code) {
    ObjectNode frame = JSON.objectNode().put("type", "connection_error");
    frame.putObject("payload").putArray("errors").add(error(type, message).put("errorCode", code));
    return frame.toString();
  }

  static String keepAlive() {
    return JSON.objectNode().put("type", "ka").toString();
  }

  static String started(String id) {
    return of("start_ack", id).toString();
  }

  static String completed(String id) {
    return of("complete", id).toString();
  }

  /**
   * @param answer {@code data}, and {@code errors} where there are some
   */
  static String data(String id, JsonNode answer) {
    return of("data", id).set("payload", answer).toString();
  }

  static String error(String id, String type, String message) {
    return error(id, JSON.arrayNode().add(error(type, message)));
  }

  static String error(String id, ArrayNode errors) {
    ObjectNode frame = of("error", id);
    frame.putObject("payload").set("errors", errors);
    return frame.toString();
  }

  private static ObjectNode error(String type, String message) {
    return JSON.objectNode().put("errorType", type).put("message", message);
  }

  /**
   * @param id empty where it is about none
   */
  private static ObjectNode of(String type, String id) {
    ObjectNode frame = JSON.objectNode();
    if (!id.isEmpty()) {
      frame.put("id", id);
    }
    return frame.put("type", type);
  }
}
