package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.Timers;
import ecommerce.local.wire.WebSockets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * A client's real-time connection. What it is told goes out in order; an event is shown after
 * everything that was said before it. It lives for a day at most, and has 200 subscriptions at
 * most.
 */
final class RealtimeConnection implements WebSockets.Listener {

  private static final Duration KEEP_ALIVE = Duration.ofSeconds(60);
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final int MOST_SUBSCRIPTIONS = 200;
  private static final int NORMAL_CLOSURE = 1000;

  private final RealtimeEndpoint endpoint;
  private final String apiId;
  private final String sourceIp;
  private final Optional<String> refusal;
  private final ExecutorService outgoing =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
  private final Map<String, Subscription> begun = new LinkedHashMap<>();
  private WebSockets.Peer peer;
  private Timers.Timer lifetime;
  private Timers.Timer keepingAlive;

  /**
   * @param refusal the answer to its first frame, where it may not connect
   */
  RealtimeConnection(
      RealtimeEndpoint endpoint, String apiId, String sourceIp, Optional<String> refusal) {
    this.endpoint = endpoint;
    this.apiId = apiId;
    this.sourceIp = sourceIp;
    this.refusal = refusal;
  }

  String apiId() {
    return apiId;
  }

  String sourceIp() {
    return sourceIp;
  }

  @Override
  public synchronized void opened(WebSockets.Peer client) {
    peer = client;
    endpoint.subscriptions().opened(this);
    lifetime = endpoint.timers().after(LONGEST, () -> end("The connection is a day old"));
  }

  @Override
  public synchronized void closed(int code, String reason) {
    endpoint.subscriptions().closed(this);
    lifetime.cancel();
    if (keepingAlive != null) {
      keepingAlive.cancel();
    }
    outgoing.shutdown();
  }

  @Override
  public void message(String text) {
    JsonNode frame;
    try {
      frame = Json.read(text);
    } catch (IllegalArgumentException e) {
      tell(RealtimeFrames.error("", "BadRequestException", "A frame is a JSON object"));
      return;
    }
    String id = frame.path("id").asText("");
    String type = frame.path("type").asText();
    if (refusal.isPresent()) {
      tell(refusal.get());
      end("Unauthorized");
    } else if (type.equals("connection_init")) {
      acknowledge();
    } else if (keepingAlive == null) {
      tell(RealtimeFrames.error(id, "BadRequestException", "connection_init comes first"));
    } else if (type.equals("start")) {
      start(id, frame.path("payload"));
    } else if (type.equals("stop")) {
      inOrder(() -> stop(id));
    } else {
      String message = type + " not supported through the realtime channel";
      tell(RealtimeFrames.error(id, "UnsupportedOperation", message));
    }
  }

  private synchronized void acknowledge() {
    tell(RealtimeFrames.acknowledged(TIMEOUT));
    if (keepingAlive == null) {
      keepingAlive = endpoint.timers().every(KEEP_ALIVE, () -> tell(RealtimeFrames.keepAlive()));
    }
  }

  private void start(String id, JsonNode payload) {
    if (id.isEmpty()) {
      tell(RealtimeFrames.error(id, "BadRequestException", "A subscription needs an id"));
      return;
    }
    switch (endpoint.beginnings().begin(this, id, payload)) {
      case Beginnings.Outcome.Begun(Subscription subscription) ->
          inOrder(() -> begin(subscription));
      case Beginnings.Outcome.Refused(String frame) -> tell(frame);
    }
  }

  /** In the order of what goes out: no event is shown before the client knows, none is missed. */
  private void begin(Subscription subscription) {
    String id = subscription.id();
    if (begun.containsKey(id)) {
      send(RealtimeFrames.error(id, "DuplicatedOperationError", "Duplicated operation ID"));
    } else if (begun.size() >= MOST_SUBSCRIPTIONS) {
      String message = "Max number of " + MOST_SUBSCRIPTIONS + " subscriptions reached";
      send(RealtimeFrames.error(id, "MaxSubscriptionsReachedError", message));
    } else {
      begun.put(id, subscription);
      send(RealtimeFrames.started(id));
    }
  }

  private void stop(String id) {
    send(
        begun.remove(id) == null
            ? RealtimeFrames.error(id, "UnknownOperationError", "Unknown operation id " + id)
            : RealtimeFrames.completed(id));
  }

  /** Shows an event to those of its subscriptions that it matches. */
  void show(MutationEvents.Event event, JsonNode tree) {
    inOrder(
        () ->
            begun.values().stream()
                .filter(one -> event.subscriptions().contains(one.field()) && one.matches(tree))
                .forEach(one -> endpoint.shown(apiId, one, event.value()).ifPresent(this::send)));
  }

  /** Ends what an invalidation is meant for; the connection with it, where nothing else is left. */
  void invalidate(SubscriptionEffects.Invalidation invalidation) {
    inOrder(
        () -> {
          List<Subscription> ended =
              begun.values().stream()
                  .filter(one -> one.field().equals(invalidation.field()))
                  .filter(one -> one.endsWith(invalidation.payload()))
                  .toList();
          ended.forEach(one -> stop(one.id()));
          if (!ended.isEmpty() && begun.isEmpty()) {
            peer.close(NORMAL_CLOSURE, "Invalidated");
          }
        });
  }

  /** Closes the connection once everything that was said is out. */
  void end(String reason) {
    inOrder(() -> peer.close(NORMAL_CLOSURE, reason));
  }

  private void tell(String frame) {
    inOrder(() -> send(frame));
  }

  private void inOrder(Runnable task) {
    try {
      outgoing.execute(task);
    } catch (RejectedExecutionException e) {
      // The client has gone, and its subscriptions with it.
    }
  }

  /** A client that takes nothing any more is taken as gone. */
  private void send(String frame) {
    if (!peer.send(frame)) {
      peer.close(NORMAL_CLOSURE, "Gone");
    }
  }
}
