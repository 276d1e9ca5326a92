package ecommerce.local.queues;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ecommerce.local.AccessDenied;
import ecommerce.local.Account;
import ecommerce.local.Endpoints;
import ecommerce.local.Identity;
import ecommerce.local.MovableTimers;
import ecommerce.local.Permission;
import ecommerce.local.RecordedMetrics;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.MvStore;
import ecommerce.local.wire.Dispatcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** SQS on a clock that a test moves, called in process. */
final class World implements AutoCloseable {

  static final Account ACCOUNT = new Account("123456789012", "eu-west-1");
  static final Identity ADMIN =
      new Identity.Administrator("arn:aws:iam::123456789012:user/test", "test");

  final MovableTimers timers = new MovableTimers();
  final RecordedMetrics metrics = new RecordedMetrics();
  final List<Permission> asked = new CopyOnWriteArrayList<>();
  final Set<String> denied = ConcurrentHashMap.newKeySet();
  private final Path directory;
  private MvStore store;
  private Dispatcher api;
  Sqs sqs;

  World(Path directory) {
    this.directory = directory;
    open();
  }

  private void open() {
    store = new MvStore(directory);
    sqs = new Sqs(ACCOUNT, new Endpoints("localhost:4566"), store, timers, this::require, metrics);
    api = new Dispatcher((request, service) -> ADMIN, this::require);
    sqs.services().forEach(api::add);
    sqs.start();
  }

  private void require(Identity caller, Permission permission) {
    asked.add(permission);
    if (denied.contains(permission.action())) {
      throw new AccessDenied(caller.arn() + " may not " + permission.action());
    }
  }

  void restart() {
    close();
    open();
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * @param json with single quotes for double ones
   */
  JsonNode call(String operation, String json) {
    return api.call(ADMIN, "sqs", operation, json(json));
  }

  String create(String name) {
    return create(name, "");
  }

  /**
   * @param attributes e.g. {@code 'DelaySeconds':'5'}
   */
  String create(String name, String attributes) {
    return call("CreateQueue", "{'QueueName':'" + name + "','Attributes':{" + attributes + "}}")
        .path("QueueUrl")
        .asText();
  }

  static String arn(String name) {
    return ACCOUNT.arn("sqs", name);
  }

  JsonNode send(String url, String body) {
    return call("SendMessage", "{'QueueUrl':'" + url + "','MessageBody':'" + body + "'}");
  }

  /** Up to ten messages with all their attributes. @param more e.g. {@code ,'WaitTimeSeconds':5} */
  List<JsonNode> receive(String url, String more) {
    List<JsonNode> messages = new ArrayList<>();
    call(
            "ReceiveMessage",
            "{'QueueUrl':'"
                + url
                + "','MaxNumberOfMessages':10,'AttributeNames':['All'],'MessageAttributeNames':['All']"
                + more
                + "}")
        .path("Messages")
        .forEach(messages::add);
    return messages;
  }

  List<String> bodies(String url) {
    return receive(url, "").stream().map(message -> message.path("Body").asText()).toList();
  }

  String attribute(String url, String name) {
    return call("GetQueueAttributes", "{'QueueUrl':'" + url + "','AttributeNames':['All']}")
        .path("Attributes")
        .path(name)
        .asText();
  }

  ResourceType type(String name) {
    return sqs.resourceTypes().stream()
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static Desired desired(String properties, Map<String, String> tags) {
    var tree = (com.fasterxml.jackson.databind.node.ObjectNode) json(properties);
    return new Desired("Thing", tree, "stack", "arn:stack", Path.of("."), tags);
  }

  static void eventually(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("did not become true");
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    sqs.close();
    store.close();
  }
}
