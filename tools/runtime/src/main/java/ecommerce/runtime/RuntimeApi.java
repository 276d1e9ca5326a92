package ecommerce.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The Lambda Runtime API (version 2018-06-01), as AWS documents it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
final class RuntimeApi {

  private static final String VERSION = "/2018-06-01/runtime";

  private final HttpConnection connection;
  private final String base;

  private RuntimeApi(HttpConnection connection, String base) {
    this.connection = connection;
    this.base = base;
  }

  /**
   * @param address {@code host:port}, where one server serves several environments followed by a
   *     path
   */
  static RuntimeApi at(String address) {
    int slash = address.indexOf('/');
    String host = slash < 0 ? address : address.substring(0, slash);
    String prefix = slash < 0 ? "" : address.substring(slash);
    int colon = host.lastIndexOf(':');
    int port = colon < 0 ? 80 : Integer.parseInt(host.substring(colon + 1));
    return new RuntimeApi(
        new HttpConnection(colon < 0 ? host : host.substring(0, colon), port), prefix + VERSION);
  }

  /** Waits for the next event. */
  Invocation next() throws IOException {
    HttpConnection.Answer answer =
        connection.send("GET", base + "/invocation/next", new byte[0], 0, "");
    if (answer.status() != 200) {
      throw new IOException("the Runtime API answered " + answer.status() + " to next");
    }
    return new Invocation(
        answer.header("lambda-runtime-aws-request-id"),
        Long.parseLong(answer.header("lambda-runtime-deadline-ms")),
        answer.header("lambda-runtime-invoked-function-arn"),
        answer.header("lambda-runtime-trace-id"),
        answer.header("lambda-runtime-client-context"),
        answer.header("lambda-runtime-cognito-identity"),
        answer.body());
  }

  void response(String requestId, byte[] body, int length) throws IOException {
    connection.send("POST", base + "/invocation/" + requestId + "/response", body, length, "");
  }

  void error(String requestId, String type, String json) throws IOException {
    post("/invocation/" + requestId + "/error", type, json);
  }

  void initError(String type, String json) throws IOException {
    post("/init/error", type, json);
  }

  /** Says that the function is ready for its snapshot, and waits until it is restored. */
  void restoreNext() throws IOException {
    HttpConnection.Answer answer =
        connection.send("GET", base + "/restore/next", new byte[0], 0, "");
    if (answer.status() != 200) {
      throw new IOException("the Runtime API answered " + answer.status() + " to restore/next");
    }
  }

  void restoreError(String type, String json) throws IOException {
    post("/restore/error", type, json);
  }

  private void post(String path, String type, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    connection.send(
        "POST",
        base + path,
        body,
        body.length,
        "Lambda-Runtime-Function-Error-Type: " + type + "\r\n");
  }
}
