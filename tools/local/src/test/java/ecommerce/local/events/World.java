package ecommerce.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import ecommerce.local.MovableTimers;
import ecommerce.local.Permission;
import ecommerce.local.RecordedMetrics;
import ecommerce.local.Roles;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.MvStore;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Dispatcher;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** EventBridge with functions and queues that record what reaches them, or fail as a test wants. */
final class World implements AutoCloseable {

  static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:";
  static final String ROLE = "arn:aws:iam::000000000000:role/publisher";
  static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:";
  static final Identity ADMIN =
      new Identity.Administrator("arn:aws:iam::000000000000:user/test", "test");

  record Sent(Identity by, String to, String body, Map<String, String> attributes) {
    JsonNode json() {
      return Json.known(body);
    }
  }

  final MovableTimers timers;
  final RecordedMetrics metrics = new RecordedMetrics();
  final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
  final Map<String, RuntimeException> failures = new ConcurrentHashMap<>();
  final List<Permission> asked = new CopyOnWriteArrayList<>();
  final Store store;
  final Events events;
  private final Dispatcher api;

  World(Path directory) {
    this(directory, new MovableTimers());
  }

  /** At a time that goes on from an earlier one. */
  World(Path directory, MovableTimers timers) {
    this.timers = timers;
    Account account = new Account("000000000000", "us-east-1");
    store = new MvStore(directory);
    events =
        new Events(
            account,
            store,
            timers,
            new Invoker() {
              @Override
              public Outcome invoke(Identity caller, String function, byte[] payload) {
                throw new UnsupportedOperationException();
              }

              @Override
              public void enqueue(Identity caller, String function, byte[] payload) {
                take(caller, function, new String(payload, StandardCharsets.UTF_8), Map.of());
              }
            },
            this::take,
            (caller, topic, subject, message, attributes) ->
                take(caller, topic, message, attributes),
            (group, stream, time, message) ->
                take(new Identity.Anonymous(), group, message, Map.of()),
            (caller, endpoint, mutation, variables) ->
                take(caller, endpoint, variables.toString(), Map.of("mutation", mutation)),
            (caller, pipeline, input, rule) ->
                take(caller, pipeline, input.orElse(""), Map.of("rule", rule)),
            this::assumed,
            (caller, permission) -> {},
            metrics);
    api =
        new Dispatcher((request, service) -> ADMIN, (caller, permission) -> asked.add(permission));
    events.services().forEach(api::add);
    events.start();
  }

  /** The one role that there is. */
  private Roles.Credentials assumed(
      String role, String session, Identity.Service by, Duration duration) {
    if (!role.equals(ROLE)) {
      throw new ecommerce.local.AccessDenied("there is no role " + role);
    }
    return new Roles.Credentials(
        "key",
        "secret",
        "token",
        timers.instant().plus(duration),
        new Identity.RoleSession(ROLE, ROLE + "/" + session, "key"));
  }

  private void take(Identity by, String to, String body, Map<String, String> attributes) {
    RuntimeException failure = failures.get(to);
    if (failure != null) {
      throw failure;
    }
    sent.add(new Sent(by, to, body, attributes));
  }

  /**
   * @param json with single quotes for double ones
   */
  JsonNode call(String operation, String json) {
    return api.call(ADMIN, "events", operation, Json.known(json.replace('\'', '"')));
  }

  void rule(String name, String pattern, String target) {
    call(
        "PutRule", "{'Name':'" + name + "','EventPattern':'" + pattern.replace("'", "\\\"") + "'}");
    call("PutTargets", "{'Rule':'" + name + "','Targets':[" + target + "]}");
  }

  /** Puts one event of source {@code shop}. */
  JsonNode put(String detail) {
    return call(
        "PutEvents",
        "{'Entries':[{'Source':'shop','DetailType':'T','Detail':'"
            + detail.replace("'", "\\\"")
            + "'}]}");
  }

  /** The next delivery; fails where none comes. */
  Sent next() {
    try {
      return Optional.ofNullable(sent.poll(5, TimeUnit.SECONDS))
          .orElseThrow(() -> new AssertionError("nothing was sent"));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void eventually(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("did not become true");
      }
      Thread.onSpinWait();
    }
  }

  int pending() {
    return store.collection("events.pending", PendingEvent.class).values().size();
  }

  ResourceType type(String name) {
    return events.resourceTypes().stream()
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static Desired desired(String properties) {
    var tree =
        (com.fasterxml.jackson.databind.node.ObjectNode) Json.known(properties.replace('\'', '"'));
    return new Desired("Thing", tree, "stack", "arn:stack", Path.of("."), Map.of("team", "a"));
  }

  @Override
  public void close() {
    events.close();
    store.close();
  }
}
