package ecommerce.local.apigateway;

import ecommerce.local.Identity;
import ecommerce.local.wire.HttpRequest;
import ecommerce.local.wire.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request to a REST API and what is known of it so far.
 *
 * @param path raw, after the stage
 * @param traceId the header under which it goes on
 */
record Exchange(
    HttpRequest request,
    SavedStage stage,
    String path,
    String requestId,
    String extendedRequestId,
    String traceId,
    Instant time,
    Optional<RestDefinition.Match> match,
    Identity caller) {

  private static final DateTimeFormatter REQUEST_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  static Exchange of(
      HttpRequest request, SavedStage stage, String path, String traceId, Instant time) {
    return new Exchange(
        request,
        stage,
        path,
        Ids.request(),
        Ids.token(),
        traceId,
        time,
        Optional.empty(),
        new Identity.Anonymous());
  }

  static String requestTime(Instant time) {
    return REQUEST_TIME.format(time);
  }

  Exchange matched(RestDefinition.Match found) {
    return new Exchange(
        request,
        stage,
        path,
        requestId,
        extendedRequestId,
        traceId,
        time,
        Optional.of(found),
        caller);
  }

  Exchange by(Identity identity) {
    return new Exchange(
        request, stage, path, requestId, extendedRequestId, traceId, time, match, identity);
  }

  Map<String, String> pathParameters() {
    return match.map(RestDefinition.Match::pathParameters).orElse(Map.of());
  }

  /** The variables that gateway responses and mocks may use. */
  Variables variables() {
    Map<String, String> context = new HashMap<>();
    context.put("apiId", stage.apiId());
    context.put("stage", stage.name());
    context.put("requestId", requestId);
    context.put("extendedRequestId", extendedRequestId);
    context.put("httpMethod", request.method());
    context.put("path", "/" + stage.name() + path);
    context.put("protocol", "HTTP/1.1");
    context.put("requestTime", requestTime(time));
    context.put("requestTimeEpoch", Long.toString(time.toEpochMilli()));
    context.put("identity.sourceIp", request.sourceIp());
    context.put("xrayTraceId", traceId);
    match.ifPresent(found -> context.put("resourcePath", found.resource().path().template()));
    request
        .headers()
        .first("user-agent")
        .ifPresent(agent -> context.put("identity.userAgent", agent));
    caller.accessKey().ifPresent(key -> context.put("identity.userArn", caller.arn()));
    return new Variables(context, stage.variables());
  }

  /** The variables of the access log, which knows the answer too. */
  Variables variables(HttpResponse answer, Instant answered) {
    Variables variables = variables();
    variables.context().put("status", Integer.toString(answer.status()));
    variables.context().put("responseLength", Integer.toString(answer.body().length));
    variables
        .context()
        .put("responseLatency", Long.toString(answered.toEpochMilli() - time.toEpochMilli()));
    return variables;
  }
}
