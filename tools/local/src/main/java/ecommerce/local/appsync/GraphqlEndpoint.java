package ecommerce.local.appsync;

import ecommerce.local.Endpoints;
import ecommerce.local.Scope;
import ecommerce.local.wire.HttpRequest;
import ecommerce.local.wire.HttpResponse;
import ecommerce.local.wire.PathService;
import graphql.ExecutionResult;
import graphql.InvalidSyntaxError;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The GraphQL URLs of all APIs. */
final class GraphqlEndpoint implements PathService {

  private static final Logger LOG = LoggerFactory.getLogger("aws.appsync");
  private static final Pattern PATH =
      Pattern.compile(Pattern.quote(Endpoints.GRAPHQL_PREFIX) + "([a-z0-9]+)/graphql/?");
  private static final long SECONDS = 30;

  private final ServedApis apis;
  private final Executions executions;
  private final Authentication authentication;
  private final ApiMeter meter;
  private final ApiLog log;

  GraphqlEndpoint(
      ServedApis apis,
      Executions executions,
      Authentication authentication,
      ApiMeter meter,
      ApiLog log) {
    this.executions = executions;
    this.log = log;
    this.meter = meter;
    this.apis = apis;
    this.authentication = authentication;
  }

  @Override
  public boolean owns(String path) {
    return path.startsWith(Endpoints.GRAPHQL_PREFIX);
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    if (request.method().equals("OPTIONS")) {
      return Answers.preflight();
    }
    Matcher path = PATH.matcher(request.path());
    Optional<ServedApi> api = path.matches() ? apis.find(path.group(1)) : Optional.empty();
    if (api.isEmpty()) {
      return Answers.refused(
          404, "NotFoundException", "There is no GraphQL API with a schema at " + request.path());
    }
    long begin = System.nanoTime();
    HttpResponse answer =
        Scope.request(UUID.randomUUID().toString(), request.trace())
            .call(() -> answer(request, path.group(1), api.get()));
    double milliseconds = (System.nanoTime() - begin) / 1e6;
    meter.answered(path.group(1), answer.status(), milliseconds);
    log.write(api.get().logs(), path.group(1), answer, milliseconds);
    return answer;
  }

  private HttpResponse answer(HttpRequest request, String apiId, ServedApi api) {
    try {
      Caller caller = authentication.of(request, apiId, api);
      GraphqlBody body = GraphqlBody.of(request);
      RequestTrace trace = executions.trace(apiId, api);
      return answered(executions.run(apiId, api, body, FieldRequest.of(caller, request, trace)));
    } catch (Authentication.Unauthorized e) {
      return Answers.refused(401, "UnauthorizedException", e.getMessage());
    } catch (GraphqlBody.Malformed e) {
      return Answers.refused(400, "MalformedHttpRequestException", e.getMessage());
    }
  }

  private static HttpResponse answered(CompletableFuture<ExecutionResult> execution) {
    try {
      ExecutionResult result = execution.get(SECONDS, TimeUnit.SECONDS);
      boolean unparsable =
          result.getErrors().stream().anyMatch(InvalidSyntaxError.class::isInstance);
      return unparsable
          ? Answers.refused(
              400,
              "MalformedHttpRequestException",
              "Unable to parse GraphQL query. " + result.getErrors().getFirst().getMessage())
          : Answers.of(result);
    } catch (TimeoutException e) {
      execution.cancel(true);
      return Answers.refused(200, "ExecutionTimeout", "Execution timed out.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answers.refused(500, "InternalFailure", "The environment is being closed.");
    } catch (ExecutionException e) {
      LOG.error("a GraphQL request failed", e.getCause());
      return Answers.refused(
          500, "InternalFailure", "An internal failure occurred while processing the request.");
    }
  }
}
