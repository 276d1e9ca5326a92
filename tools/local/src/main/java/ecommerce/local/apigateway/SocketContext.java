package ecommerce.local.apigateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.wire.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A WebSocket connection as its events tell it.
 *
 * @param request the one that opened it
 */
record SocketContext(
    Account account,
    ExecuteApi arns,
    ApiPath path,
    String connectionId,
    HttpRequest request,
    Identity caller,
    Instant connectedAt) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Ids of one event, which an error frame names too. */
  record EventIds(String requestId, String extendedRequestId) {
    static EventIds fresh() {
      return new EventIds(Ids.request(), Ids.token());
    }
  }

  ObjectNode connect(EventIds ids) {
    ObjectNode event = JSON.objectNode();
    Map<String, List<String>> headers =
        RequestText.headers(
            request, Trace.of(request, connectedAt), caller.accessKey().isPresent());
    event.set("headers", RequestText.single(headers));
    event.set("multiValueHeaders", RequestText.multiple(headers));
    Map<String, List<String>> query = RequestText.query(request.query());
    if (!query.isEmpty()) {
      event.set("queryStringParameters", RequestText.single(query));
      event.set("multiValueQueryStringParameters", RequestText.multiple(query));
    }
    event.set("requestContext", requestContext("$connect", "CONNECT", ids, connectedAt));
    event.put("isBase64Encoded", false);
    return event;
  }

  ObjectNode message(String routeKey, String text, EventIds ids, Instant now) {
    ObjectNode context = requestContext(routeKey, "MESSAGE", ids, now);
    context.put("messageId", Ids.token());
    ObjectNode event = JSON.objectNode();
    event.set("requestContext", context);
    event.put("body", text);
    event.put("isBase64Encoded", false);
    return event;
  }

  ObjectNode disconnect(int code, String reason, EventIds ids, Instant now) {
    ObjectNode context = requestContext("$disconnect", "DISCONNECT", ids, now);
    context.put("disconnectStatusCode", code);
    context.put("disconnectReason", reason == null ? "" : reason);
    Map<String, List<String>> headers =
        Map.of(
            "Host",
            request.headers().all("host").isEmpty() ? List.of("") : request.headers().all("host"),
            "X-Forwarded-For",
            List.of(request.sourceIp()));
    ObjectNode event = JSON.objectNode();
    event.set("headers", RequestText.single(headers));
    event.set("multiValueHeaders", RequestText.multiple(headers));
    event.set("requestContext", context);
    event.put("isBase64Encoded", false);
    return event;
  }

  private ObjectNode requestContext(String routeKey, String eventType, EventIds ids, Instant now) {
    ObjectNode context = JSON.objectNode();
    context.put("routeKey", routeKey);
    context.put("eventType", eventType);
    context.put("extendedRequestId", ids.extendedRequestId());
    context.put("requestTime", Exchange.requestTime(now));
    context.put("messageDirection", "IN");
    context.put("stage", path.stage());
    context.put("connectedAt", connectedAt.toEpochMilli());
    context.put("requestTimeEpoch", now.toEpochMilli());
    context.set("identity", new Caller(caller, account).socket(request));
    context.put("requestId", ids.requestId());
    context.put("domainName", arns.domain(path.apiId()));
    context.put("connectionId", connectionId);
    context.put("apiId", path.apiId());
    return context;
  }
}
