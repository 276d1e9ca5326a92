package ecommerce.local.apigateway;

import ecommerce.local.Account;
import ecommerce.local.Timers;
import ecommerce.local.wire.Headers;
import ecommerce.local.wire.HttpRequest;
import ecommerce.local.wire.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Serves the stages of REST APIs. Every request gets an answer, its own failures as API Gateway's
 * gateway responses.
 */
final class RestServing {

  private static final int LARGEST_BODY = 10 * 1024 * 1024;
  private static final String FAILED = "Internal server error";

  private final RestState state;
  private final Account account;
  private final ExecuteApi arns;
  private final Guard guard;
  private final Functions functions;
  private final AccessLogs logs;
  private final Timers timers;

  RestServing(
      RestState state,
      Account account,
      Guard guard,
      Functions functions,
      AccessLogs logs,
      Timers timers) {
    this.state = state;
    this.account = account;
    this.arns = new ExecuteApi(account);
    this.guard = guard;
    this.functions = functions;
    this.logs = logs;
    this.timers = timers;
  }

  HttpResponse handle(ApiPath path, HttpRequest request) {
    Optional<SavedStage> stage = state.stages().get(SavedStage.key(path.apiId(), path.stage()));
    if (stage.isEmpty()) {
      Refusal refusal = new Refusal(ResponseType.DEFAULT_4XX, "Forbidden");
      return GatewayResponses.DEFAULT.answer(
          refusal, request, Map.of(), new Variables(Map.of(), Map.of()));
    }
    SavedDeployment deployment = state.deployment(path.apiId(), stage.get().deploymentId());
    RestDefinition definition = state.definition(deployment);
    Exchange exchange = Exchange.of(request, stage.get(), path.path(), timers.instant());
    MediaTypes binary = new MediaTypes(deployment.binaryMediaTypes());
    Optional<RestDefinition.Match> match = definition.find(request.method(), path.path());
    HttpResponse answer = answer(definition, match.map(exchange::matched).orElse(exchange), binary);
    HttpResponse complete = withIds(answer, exchange);
    logs.write(
        stage.get(),
        exchange.time(),
        match.map(exchange::matched).orElse(exchange).variables(complete, timers.instant()));
    return complete;
  }

  private HttpResponse answer(RestDefinition definition, Exchange exchange, MediaTypes binary) {
    try {
      RestDefinition.Match match = exchange.match().orElseThrow(Refusal::missingToken);
      if (exchange.request().body().length > LARGEST_BODY) {
        throw new Refusal(ResponseType.REQUEST_TOO_LARGE, "Request Too Long");
      }
      Exchange known =
          match.method().iam()
              ? exchange.by(guard.require(exchange.request(), "execute-api:Invoke", arn(exchange)))
              : exchange;
      requireParameters(match.method(), known);
      return switch (match.method().integration()) {
        case Integration.Lambda lambda -> call(lambda, known, binary);
        case Integration.Mock mock -> new MockAnswer(mock).to(known);
        case Integration.Missing missing ->
            throw new Refusal(ResponseType.API_CONFIGURATION_ERROR, FAILED);
      };
    } catch (Refusal refusal) {
      return definition
          .gatewayResponses()
          .answer(refusal, exchange.request(), exchange.pathParameters(), exchange.variables());
    }
  }

  private String arn(Exchange exchange) {
    return arns.method(
        exchange.stage().apiId(),
        exchange.stage().name(),
        exchange.request().method(),
        exchange.path());
  }

  private static void requireParameters(RestDefinition.Method method, Exchange exchange) {
    Variables none = new Variables(Map.of(), Map.of());
    List<String> missing =
        method.required().stream()
            .filter(
                parameter ->
                    new Mapping.FromRequest(parameter.location(), parameter.name())
                        .value(exchange.request(), exchange.pathParameters(), none)
                        .filter(value -> !value.isBlank())
                        .isEmpty())
            .map(RestDefinition.RequiredParameter::name)
            .toList();
    if (!missing.isEmpty()) {
      throw new Refusal(
          ResponseType.BAD_REQUEST_PARAMETERS,
          "Missing required request parameters: [" + String.join(", ", missing) + "]");
    }
  }

  private HttpResponse call(Integration.Lambda lambda, Exchange exchange, MediaTypes binary) {
    String function = lambda.uri().function(exchange.stage().variables());
    var event = new ProxyEvent(account, arns, binary).of(exchange);
    boolean decodes = binary.include(exchange.request().headers().first("accept").orElse("*/*"));
    return switch (functions.call(function, arn(exchange), event, lambda.limit())) {
      case Functions.Result.Answered answered ->
          ProxyAnswer.read(answered.payload(), decodes)
              .orElseThrow(() -> new Refusal(ResponseType.DEFAULT_5XX, FAILED));
      case Functions.Result.Failed failed -> throw new Refusal(ResponseType.DEFAULT_5XX, FAILED);
      case Functions.Result.TimedOut late ->
          throw new Refusal(ResponseType.INTEGRATION_TIMEOUT, "Endpoint request timed out");
      case Functions.Result.NotInvoked not ->
          throw new Refusal(ResponseType.API_CONFIGURATION_ERROR, FAILED);
    };
  }

  private static HttpResponse withIds(HttpResponse answer, Exchange exchange) {
    Map<String, List<String>> headers = new LinkedHashMap<>(answer.headers().values());
    headers.put("x-amzn-requestid", List.of(exchange.requestId()));
    headers.put("x-amz-apigw-id", List.of(exchange.extendedRequestId()));
    headers.putIfAbsent("x-amzn-trace-id", List.of(exchange.traceId()));
    byte[] body = exchange.request().method().equals("HEAD") ? new byte[0] : answer.body();
    return new HttpResponse(answer.status(), new Headers(headers), body);
  }
}
