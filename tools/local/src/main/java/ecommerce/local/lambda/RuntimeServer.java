package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import ecommerce.local.Roles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * The Runtime API of all execution environments, on a loopback port of its own: {@code
 * /ENVIRONMENT/2018-06-01/runtime/…}.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
final class RuntimeServer implements AutoCloseable {

  /** The largest answer of a function. */
  static final int LARGEST = 6 * 1024 * 1024 + 100;

  private static final String VERSION = "2018-06-01";
  private static final String CREDENTIALS = "2021-04-23/credentials";

  private final HttpServer server;
  private final Map<String, RuntimeEnd> environments = new ConcurrentHashMap<>();

  RuntimeServer() {
    System.setProperty(
        "sun.net.httpserver.nodelay", "true"); // Else every answer waits for an acknowledgement.
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("no port for the Runtime API", e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /** What the environment's {@code AWS_LAMBDA_RUNTIME_API} is. */
  String register(String environmentId, RuntimeEnd end) {
    environments.put(environmentId, end);
    return server.getAddress().getAddress().getHostAddress()
        + ":"
        + server.getAddress().getPort()
        + "/"
        + environmentId;
  }

  /** What the environment's {@code AWS_CONTAINER_CREDENTIALS_FULL_URI} is. */
  static String credentialsUri(String runtimeApi) {
    return "http://" + runtimeApi + "/" + CREDENTIALS;
  }

  void forget(String environmentId) {
    environments.remove(environmentId);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String[] path = exchange.getRequestURI().getPath().split("/");
      if (path.length == 4 && exchange.getRequestURI().getPath().endsWith("/" + CREDENTIALS)) {
        credentials(exchange, Optional.ofNullable(environments.get(path[1])));
        return;
      }
      RuntimeEnd end =
          path.length > 4 && path[2].equals(VERSION) ? environments.get(path[1]) : null;
      if (end == null) {
        respond(
            exchange,
            403,
            "{\"errorMessage\":\"unknown environment\",\"errorType\":\"Forbidden\"}");
      } else if (path[4].equals("restore") && path[5].equals("next")) {
        end.restoring();
        respond(exchange, 200, "{}");
      } else if (path[4].equals("init") || path[4].equals("restore")) {
        end.initFailed(exchange.getRequestBody().readAllBytes());
        accepted(exchange);
      } else if (path.length == 6 && path[5].equals("next")) {
        next(exchange, end);
      } else if (path.length == 7 && path[6].equals("response")) {
        response(exchange, end, path[5]);
      } else if (path.length == 7 && path[6].equals("error")) {
        end.ended(path[5], new Result.Failed(exchange.getRequestBody().readAllBytes()));
        accepted(exchange);
      } else {
        respond(
            exchange,
            404,
            "{\"errorMessage\":\"not part of the Runtime API\",\"errorType\":\"NotFound\"}");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void next(HttpExchange exchange, RuntimeEnd end)
      throws IOException, InterruptedException {
    Optional<Work> next = end.next();
    if (next.isEmpty()) {
      respond(
          exchange, 410, "{\"errorMessage\":\"the environment has ended\",\"errorType\":\"Gone\"}");
      return;
    }
    Work work = next.get();
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", work.requestId());
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(work.deadline()));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", work.functionArn());
    headers.set("Lambda-Runtime-Trace-Id", work.traceHeader());
    if (!work.clientContext().isEmpty()) {
      headers.set("Lambda-Runtime-Client-Context", work.clientContext());
    }
    exchange.sendResponseHeaders(200, work.payload().length == 0 ? -1 : work.payload().length);
    exchange.getResponseBody().write(work.payload());
  }

  private static void response(HttpExchange exchange, RuntimeEnd end, String requestId)
      throws IOException {
    byte[] payload = exchange.getRequestBody().readNBytes(LARGEST + 1);
    if (payload.length <= LARGEST) {
      end.ended(requestId, new Result.Answered(payload));
      accepted(exchange);
      return;
    }
    long rest = exchange.getRequestBody().transferTo(java.io.OutputStream.nullOutputStream());
    end.ended(requestId, new Result.TooLarge(payload.length + rest));
    respond(
        exchange,
        413,
        "{\"errorMessage\":\"Exceeded maximum allowed payload size (6291556 bytes).\","
            + "\"errorType\":\"RequestEntityTooLarge\"}");
  }

  private static void credentials(HttpExchange exchange, Optional<RuntimeEnd> end)
      throws IOException {
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    Optional<Roles.Credentials> given =
        end.flatMap(environment -> environment.credentials(token == null ? "" : token));
    if (given.isEmpty()) {
      respond(
          exchange,
          403,
          "{\"code\":\"AccessDenied\",\"message\":\"no environment has this token\"}");
      return;
    }
    respond(
        exchange,
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("AccessKeyId", given.get().accessKeyId())
            .put("SecretAccessKey", given.get().secretAccessKey())
            .put("Token", given.get().sessionToken())
            .put("Expiration", given.get().expires().truncatedTo(ChronoUnit.SECONDS).toString())
            .toString());
  }

  private static void accepted(HttpExchange exchange) throws IOException {
    respond(exchange, 202, "{\"status\":\"OK\"}");
  }

  private static void respond(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
