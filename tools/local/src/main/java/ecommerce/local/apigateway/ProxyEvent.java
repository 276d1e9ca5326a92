package ecommerce.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.wire.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The event that a function gets for a request: "input format of a Lambda function for proxy
 * integration", REST (1.0).
 */
final class ProxyEvent {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Account account;
  private final ExecuteApi arns;
  private final MediaTypes binary;

  ProxyEvent(Account account, ExecuteApi arns, MediaTypes binary) {
    this.account = account;
    this.arns = arns;
    this.binary = binary;
  }

  JsonNode of(Exchange exchange) {
    HttpRequest request = exchange.request();
    boolean iam = exchange.match().orElseThrow().method().iam();
    Map<String, List<String>> headers = RequestText.headers(request, exchange.traceId(), iam);
    Map<String, List<String>> query = RequestText.query(request.query());
    ObjectNode event = JSON.objectNode();
    event.put("resource", resourcePath(exchange));
    event.put("path", exchange.path());
    event.put("httpMethod", request.method());
    event.set("headers", RequestText.single(headers));
    event.set("multiValueHeaders", RequestText.multiple(headers));
    event.set("queryStringParameters", RequestText.single(query));
    event.set("multiValueQueryStringParameters", RequestText.multiple(query));
    event.set("pathParameters", RequestText.object(exchange.pathParameters()));
    event.set("stageVariables", RequestText.object(exchange.stage().variables()));
    event.set("requestContext", context(exchange));
    boolean encoded =
        request.body().length > 0
            && binary.include(request.headers().first("content-type").orElse(""));
    event.put("body", body(request.body(), encoded));
    event.put("isBase64Encoded", encoded);
    return event;
  }

  private ObjectNode context(Exchange exchange) {
    SavedStage stage = exchange.stage();
    String domain = arns.domain(stage.apiId());
    ObjectNode context = JSON.objectNode();
    context.put(
        "resourceId",
        Ids.of(
            stage.apiId() + resourcePath(exchange), resourcePath(exchange).equals("/") ? 10 : 6));
    context.put("resourcePath", resourcePath(exchange));
    context.put("httpMethod", exchange.request().method());
    context.put("extendedRequestId", exchange.extendedRequestId());
    context.put("requestTime", Exchange.requestTime(exchange.time()));
    context.put("path", "/" + stage.name() + exchange.path());
    context.put("accountId", account.id());
    context.put("protocol", "HTTP/1.1");
    context.put("stage", stage.name());
    context.put("domainPrefix", stage.apiId());
    context.put("requestTimeEpoch", exchange.time().toEpochMilli());
    context.put("requestId", exchange.requestId());
    context.set("identity", new Caller(exchange.caller(), account).rest(exchange.request()));
    context.put("domainName", domain);
    context.put("deploymentId", stage.deploymentId());
    context.put("apiId", stage.apiId());
    return context;
  }

  private static String resourcePath(Exchange exchange) {
    return exchange.match().orElseThrow().resource().path().template();
  }

  private static String body(byte[] body, boolean encoded) {
    if (body.length == 0) {
      return null;
    }
    return encoded
        ? Base64.getEncoder().encodeToString(body)
        : new String(body, StandardCharsets.UTF_8);
  }
}
