package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.AccessDenied;
import ecommerce.local.Account;
import ecommerce.local.GraphqlApis;
import ecommerce.local.Identity;
import ecommerce.local.wire.Fault;
import ecommerce.local.wire.Headers;
import ecommerce.local.wire.HttpRequest;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Mutations that services of the account ask for, as a session of a role. */
record SignedMutations(ServedApis apis, Executions executions, Account account)
    implements GraphqlApis {

  private static final long SECONDS = 30;
  private static final Set<String> PASSING = Set.of("InternalFailure", "ExecutionTimeout");

  @Override
  public void mutate(Identity caller, String endpoint, String mutation, JsonNode variables) {
    String apiId = endpoint.substring(endpoint.lastIndexOf('/') + 1);
    ServedApi api =
        apis.find(apiId)
            .orElseThrow(
                () -> new Fault("NotFoundException", 404, "There is no GraphQL API " + apiId));
    if (!api.takes("AWS_IAM")) {
      throw new AccessDenied("The GraphQL API " + apiId + " takes no signatures (AWS_IAM)");
    }
    GraphqlBody body = new GraphqlBody(mutation, null, variables(variables));
    if (!api.mutates(body)) {
      throw new Rejected("GraphQLOperation must be a mutation that the schema allows");
    }
    HttpRequest none =
        new HttpRequest("POST", "/graphql", "", Headers.of(), new byte[0], "events.amazonaws.com");
    FieldRequest request =
        FieldRequest.of(
            new Caller.Signer(caller, account.id()), none, executions.trace(apiId, api));
    refuse(awaited(api, apiId, body, request).getErrors());
  }

  @SuppressWarnings("unchecked") // A JSON object is a map by text.
  private static Map<String, Object> variables(JsonNode variables) {
    if (!variables.isObject()) {
      throw new Rejected("The input of a GraphQL API is an object of variables, not " + variables);
    }
    return (Map<String, Object>) Json.plain(variables);
  }

  private ExecutionResult awaited(
      ServedApi api, String apiId, GraphqlBody body, FieldRequest request) {
    try {
      return executions.run(apiId, api, body, request).get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Fault("InternalFailure", 500, "interrupted while a mutation ran");
    } catch (TimeoutException e) {
      throw new Fault("ExecutionTimeout", 500, "The mutation took longer than 30 seconds");
    } catch (ExecutionException e) {
      throw new Fault("InternalFailure", 500, "The mutation failed: " + e.getCause());
    }
  }

  private static void refuse(List<GraphQLError> errors) {
    if (errors.isEmpty()) {
      return;
    }
    String told = errors.stream().map(GraphQLError::getMessage).collect(Collectors.joining("; "));
    Set<String> types =
        errors.stream()
            .map(error -> error instanceof FieldError field ? field.error().type() : "")
            .collect(Collectors.toSet());
    if (types.contains(ResolverError.UNAUTHORIZED)) {
      throw new AccessDenied(told);
    }
    if (types.stream().anyMatch(PASSING::contains)) {
      throw new Fault("InternalFailure", 500, told);
    }
    throw new Rejected(told);
  }
}
