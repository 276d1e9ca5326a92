package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.wire.HttpRequest;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins subscriptions: proves the caller anew, asks the schema whether the caller may, and runs
 * the field's resolver, whose filters hold from then on.
 */
record Beginnings(ServedApis apis, Authentication authentication) {

  private static final Logger LOG = LoggerFactory.getLogger("aws.appsync");
  private static final long SECONDS = 30;

  sealed interface Outcome {

    record Begun(Subscription subscription) implements Outcome {}

    /**
     * @param frame as the client is told
     */
    record Refused(String frame) implements Outcome {}
  }

  /**
   * @param payload of the frame that asks for it
   */
  Outcome begin(RealtimeConnection connection, String id, JsonNode payload) {
    try {
      return begun(connection, id, payload);
    } catch (Authentication.Unauthorized e) {
      return refused(id, "UnauthorizedException", e.getMessage());
    } catch (RealtimeCredentials.Malformed e) {
      return refused(id, "BadRequestException", e.getMessage());
    } catch (GraphqlBody.Malformed e) {
      return refused(id, "MalformedHttpRequestException", e.getMessage());
    } catch (TimeoutException e) {
      return refused(id, "ExecutionTimeout", "Execution timed out.");
    } catch (ExecutionException e) {
      LOG.error("a subscription failed to begin", e.getCause());
      return refused(id, "InternalFailure", "An internal failure occurred.");
    }
  }

  private Outcome begun(RealtimeConnection connection, String id, JsonNode payload)
      throws TimeoutException, ExecutionException {
    String apiId = connection.apiId();
    HttpRequest posted = RealtimeCredentials.ofSubscription(payload, apiId, connection.sourceIp());
    Optional<ServedApi> api = apis.find(apiId);
    if (api.isEmpty()) {
      return refused(id, "NotFoundException", "There is no GraphQL API " + apiId);
    }
    Caller caller = authentication.of(posted, apiId, api.get());
    GraphqlBody body = GraphqlBody.of(posted);
    FieldRequest request = FieldRequest.of(caller, posted).at(new FieldRequest.Stage.Subscribe());
    List<GraphQLError> errors =
        Answers.besidesMissingData(awaited(api.get().execute(body, request)).getErrors());
    Optional<SubscriptionEffects.Subscribed> field = request.effects().subscription();
    if (!errors.isEmpty()) {
      return new Outcome.Refused(RealtimeFrames.error(id, Answers.json(errors)));
    }
    return field.isEmpty()
        ? refused(id, "UnsupportedOperation", "Only subscriptions begin over WebSocket")
        : new Outcome.Begun(Subscription.of(id, body, request, field.get()));
  }

  private static ExecutionResult awaited(CompletableFuture<ExecutionResult> execution)
      throws TimeoutException, ExecutionException {
    try {
      return execution.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExecutionException(e);
    }
  }

  private static Outcome refused(String id, String type, String message) {
    return new Outcome.Refused(RealtimeFrames.error(id, type, message));
  }
}
