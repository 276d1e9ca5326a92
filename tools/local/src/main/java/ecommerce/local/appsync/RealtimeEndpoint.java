package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Endpoints;
import ecommerce.local.Timers;
import ecommerce.local.wire.HttpRequest;
import ecommerce.local.wire.HttpResponse;
import ecommerce.local.wire.WebSockets;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The real-time URLs of all APIs: WebSockets with the subprotocol {@code graphql-ws}. Who may not
 * connect learns it from the answer to its first frame, as AppSync has it.
 */
record RealtimeEndpoint(
    ServedApis apis,
    Authentication authentication,
    Beginnings beginnings,
    Subscriptions subscriptions,
    Timers timers)
    implements WebSockets {

  private static final Logger LOG = LoggerFactory.getLogger("aws.appsync");
  static final String SUBPROTOCOL = "graphql-ws";
  private static final int LARGEST_FRAME = 240 * 1024;
  private static final Pattern PATH =
      Pattern.compile(
          Pattern.quote(Endpoints.GRAPHQL_PREFIX) + "([a-z0-9]+)/graphql(/realtime)?/?");

  @Override
  public boolean owns(String path) {
    return path.startsWith(Endpoints.GRAPHQL_PREFIX);
  }

  @Override
  public int largestMessage() {
    return LARGEST_FRAME;
  }

  @Override
  public Decision open(HttpRequest upgrade) {
    Matcher path = PATH.matcher(upgrade.path());
    Optional<ServedApi> api = path.matches() ? apis.find(path.group(1)) : Optional.empty();
    if (api.isEmpty()) {
      return refused(404, "There is no GraphQL API with a schema at " + upgrade.path());
    }
    if (RealtimeCredentials.subprotocols(upgrade).noneMatch(SUBPROTOCOL::equals)) {
      return refused(400, "The subprotocol " + SUBPROTOCOL + " is missing");
    }
    String apiId = path.group(1);
    return new Decision.Accepted(
        new RealtimeConnection(
            this, apiId, upgrade.sourceIp(), refusal(upgrade, apiId, api.get())));
  }

  /** An event as a subscriber has selected it; empty where it is too large, or the API is gone. */
  Optional<String> shown(String apiId, Subscription subscription, Object event) {
    Optional<ServedApi> api = apis.find(apiId);
    if (api.isEmpty()) {
      return Optional.empty();
    }
    FieldRequest request = subscription.request().at(new FieldRequest.Stage.Show(event));
    ObjectNode answer = Answers.json(api.get().execute(subscription.body(), request).join());
    String frame = RealtimeFrames.data(subscription.id(), answer);
    if (frame.getBytes(StandardCharsets.UTF_8).length > LARGEST_FRAME) {
      LOG.warn("an event of {} is above 240 kB, and is not shown", subscription.field());
      return Optional.empty();
    }
    return Optional.of(frame);
  }

  /** Why the client may not connect; as the frame that tells it. */
  private Optional<String> refusal(HttpRequest upgrade, String apiId, ServedApi api) {
    try {
      authentication.of(RealtimeCredentials.ofConnection(upgrade, apiId), apiId, api);
      return Optional.empty();
    } catch (Authentication.Unauthorized e) {
      return Optional.of(
          RealtimeFrames.connectionError("UnauthorizedException", e.getMessage(), 401));
    } catch (RealtimeCredentials.Malformed e) {
      return Optional.of(
          RealtimeFrames.connectionError("BadRequestException", e.getMessage(), 400));
    }
  }

  private static Decision refused(int status, String message) {
    return new Decision.Refused(
        HttpResponse.json(status, JsonNodeFactory.instance.objectNode().put("message", message)));
  }
}
