package ecommerce.local.apigateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.wire.Headers;
import ecommerce.local.wire.HttpRequest;
import ecommerce.local.wire.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The management API of a WebSocket stage: sends to a connection, describes it, ends it. */
final class ManagementApi {

  private static final Pattern CONNECTION = Pattern.compile("/@connections/([^/]+)/?");
  private static final int LARGEST_MESSAGE = 128 * 1024;

  private final Connections connections;
  private final Guard guard;
  private final ExecuteApi arns;

  ManagementApi(Connections connections, Guard guard, ExecuteApi arns) {
    this.connections = connections;
    this.guard = guard;
    this.arns = arns;
  }

  HttpResponse handle(ApiPath path, HttpRequest request) {
    Matcher matcher = CONNECTION.matcher(ApiPath.decoded(path.path()));
    if (!matcher.matches()) {
      return error(403, "ForbiddenException", "Forbidden");
    }
    String connectionId = matcher.group(1);
    try {
      String resource = arns.connection(path.apiId(), path.stage(), request.method(), connectionId);
      guard.require(request, "execute-api:ManageConnections", resource);
    } catch (Refusal refusal) {
      return error(refusal.type().status(), refusal.errorType(), refusal.getMessage());
    }
    return connections
        .find(path, connectionId)
        .map(connection -> run(connection, request))
        .orElseGet(ManagementApi::gone);
  }

  private static HttpResponse run(SocketConnection connection, HttpRequest request) {
    return switch (request.method()) {
      case "POST" -> post(connection, request);
      case "GET" -> HttpResponse.json(200, description(connection));
      case "DELETE" -> {
        connection.close(1000, "Connection closed by the API");
        yield HttpResponse.empty(204);
      }
      default -> error(403, "ForbiddenException", "Forbidden");
    };
  }

  private static HttpResponse post(SocketConnection connection, HttpRequest request) {
    if (request.body().length > LARGEST_MESSAGE) {
      return error(413, "PayloadTooLargeException", "Message too long");
    }
    return connection.send(request.text()) ? HttpResponse.empty(200) : gone();
  }

  private static ObjectNode description(SocketConnection connection) {
    SocketContext context = connection.context();
    ObjectNode description = JsonNodeFactory.instance.objectNode();
    description.put("connectedAt", iso(context.connectedAt()));
    description.put("lastActiveAt", iso(connection.lastActive()));
    ObjectNode identity = description.putObject("identity");
    identity.put("sourceIp", context.request().sourceIp());
    identity.put("userAgent", context.request().headers().first("user-agent").orElse(""));
    return description;
  }

  private static String iso(Instant instant) {
    return instant.truncatedTo(java.time.temporal.ChronoUnit.MILLIS).toString();
  }

  private static HttpResponse gone() {
    return error(410, "GoneException", "The connection is gone");
  }

  private static HttpResponse error(int status, String type, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("message", message);
    Headers headers =
        Headers.of(
            "Content-Type",
            "application/json",
            "x-amzn-ErrorType",
            type,
            "x-amzn-RequestId",
            Ids.request());
    return new HttpResponse(status, headers, body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
