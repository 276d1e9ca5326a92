package ecommerce.local.apigateway;

import ecommerce.local.Account;
import ecommerce.local.Timers;
import ecommerce.local.wire.Headers;
import ecommerce.local.wire.HttpRequest;
import ecommerce.local.wire.HttpResponse;
import java.time.Instant;
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
  private final Throttle throttle;
  private final StageMeter meter;
  private final StageTraces traces;

  RestServing(
      RestState state,
      Account account,
      Guard guard,
      Functions functions,
      AccessLogs logs,
      Timers timers,
      StageMeter meter,
      StageTraces traces) {
    this.traces = traces;
    this.throttle = new Throttle(timers);
    this.meter = meter;
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
    Instant now = timers.instant();
    StageTrace trace = traces.begin(request, stage.get(), path.path(), now);
    Exchange exchange = Exchange.of(request, stage.get(), path.path(), trace.text(), now);
    MediaTypes binary = new MediaTypes(deployment.binaryMediaTypes());
    Optional<RestDefinition.Match> match = definition.find(request.method(), path.path());
    Exchange known = match.map(exchange::matched).orElse(exchange);
    long begin = System.nanoTime();
    Course course = new Course();
    HttpResponse answer =
        trace
            .scope(exchange.requestId())
            .call(() -> answer(definition, known, binary, course, trace));
    trace.end(answer.status(), timers.instant());
    HttpResponse complete = withIds(answer, exchange);
    measure(known, complete, (System.nanoTime() - begin) / 1e6, course);
    Variables variables = known.variables(complete, timers.instant());
    course.into(variables.context());
    String stream = stage.get().apiId() + "/" + stage.get().name();
    logs.write(stage.get().accessLog(), stream, exchange.time(), variables);
    return complete;
  }

  private void measure(Exchange exchange, HttpResponse answer, double millis, Course course) {
    String resource = resource(exchange);
    String method = exchange.request().method();
    SavedStage stage = exchange.stage();
    MethodSettings.Setting setting = stage.methods().at(stage.methods().keyFor(resource, method));
    StageMeter.Place place =
        new StageMeter.Place(
            state.apis().get(stage.apiId()).map(SavedApi::name).orElse(stage.apiId()),
            stage.name(),
            method,
            resource,
            setting.metrics() && exchange.match().isPresent());
    meter.answered(place, answer.status(), millis);
    course.integration().ifPresent(integration -> meter.integrated(place, integration));
  }

  private static String resource(Exchange exchange) {
    return exchange.match().map(match -> match.resource().path().template()).orElse("");
  }

  private void admit(Exchange exchange) {
    SavedStage stage = exchange.stage();
    String resource = resource(exchange);
    String method = exchange.request().method();
    MethodSettings.Setting setting = stage.methods().at(stage.methods().keyFor(resource, method));
    String bucket = stage.key() + " " + resource + " " + method;
    if (setting.limits() && !throttle.take(bucket, setting.rate(), setting.burst())) {
      throw new Refusal(ResponseType.THROTTLED, "Too Many Requests");
    }
  }

  private HttpResponse answer(
      RestDefinition definition,
      Exchange exchange,
      MediaTypes binary,
      Course course,
      StageTrace trace) {
    try {
      RestDefinition.Match match = exchange.match().orElseThrow(Refusal::missingToken);
      if (exchange.request().body().length > LARGEST_BODY) {
        throw new Refusal(ResponseType.REQUEST_TOO_LARGE, "Request Too Long");
      }
      admit(exchange);
      Exchange known =
          match.method().iam()
              ? exchange.by(guard.require(exchange.request(), "execute-api:Invoke", arn(exchange)))
              : exchange;
      requireParameters(match.method(), known);
      return switch (match.method().integration()) {
        case Integration.Lambda lambda ->
            course.timed(() -> trace.integration(() -> call(lambda, known, binary)));
        case Integration.Mock mock -> new MockAnswer(mock).to(known);
        case Integration.Missing missing ->
            throw new Refusal(ResponseType.API_CONFIGURATION_ERROR, FAILED);
      };
    } catch (Refusal refusal) {
      course.refused(refusal);
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
