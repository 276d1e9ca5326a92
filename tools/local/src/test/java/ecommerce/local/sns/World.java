package ecommerce.local.sns;

import com.sun.net.httpserver.HttpServer;
import ecommerce.local.Endpoints;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import ecommerce.local.MovableTimers;
import ecommerce.local.RecordedMetrics;
import ecommerce.local.TestPort;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.queues.Sqs;
import ecommerce.local.store.MvStore;
import ecommerce.local.wire.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** SNS and SQS on a clock that a test moves, a function and an HTTP endpoint that remember. */
final class World implements AutoCloseable {

  /** What the endpoint got. */
  record Posted(Map<String, List<String>> headers, String body) {}

  final MovableTimers timers = new MovableTimers();
  final RecordedMetrics metrics = new RecordedMetrics();
  final List<String> events = new CopyOnWriteArrayList<>();
  final List<String> mails = new CopyOnWriteArrayList<>();
  final List<Identity> callers = new CopyOnWriteArrayList<>();
  final List<Posted> posted = new CopyOnWriteArrayList<>();
  final Queue<Integer> statuses = new ConcurrentLinkedQueue<>(new ArrayDeque<>());
  private final HttpServer endpoint;
  private final Path folder;
  private MvStore store;
  private Sqs sqs;
  private TestPort port;
  Sns sns;
  SnsClient client;
  SqsClient queues;

  World(Path folder) throws Exception {
    this.folder = folder;
    this.endpoint =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    endpoint.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          Integer status = statuses.poll();
          posted.add(
              new Posted(exchange.getRequestHeaders(), new String(body, StandardCharsets.UTF_8)));
          exchange.sendResponseHeaders(status == null ? 200 : status, -1);
          exchange.close();
        });
    endpoint.start();
    open();
  }

  private void open() throws Exception {
    store = new MvStore(folder);
    Endpoints endpoints = new Endpoints("localhost:4566");
    sqs = new Sqs(TestPort.ACCOUNT, endpoints, store, timers, (caller, permission) -> {}, metrics);
    sns =
        new Sns(
            TestPort.ACCOUNT,
            endpoints,
            store,
            timers,
            (caller, permission) -> {},
            (caller, service, operation, request) -> {
              callers.add(caller);
              return port.call(service, operation, request.toString());
            },
            new Invoker() {
              @Override
              public Outcome invoke(Identity caller, String function, byte[] payload) {
                throw new UnsupportedOperationException();
              }

              @Override
              public void enqueue(Identity caller, String function, byte[] payload) {
                if (function.endsWith(":gone")) {
                  throw new Fault("ResourceNotFoundException", 404, "Function not found");
                }
                if (function.endsWith(":down")) {
                  throw new Fault("ServiceException", 500, "down");
                }
                events.add(new String(payload, StandardCharsets.UTF_8));
              }
            },
            (String group, String stream, Instant time, String message) ->
                mails.add(group + " " + stream + "\n" + message),
            metrics);
    port = new TestPort(sqs, sns);
    client = port.client(SnsClient.builder());
    queues = port.client(SqsClient.builder());
  }

  void restart() throws Exception {
    shut();
    open();
  }

  String url() {
    return port.url();
  }

  String endpoint() {
    return "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/messages";
  }

  String topic(String name) {
    return client.createTopic(q -> q.name(name)).topicArn();
  }

  String queue(String name) {
    queues.createQueue(q -> q.queueName(name));
    return TestPort.ACCOUNT.arn("sqs", name);
  }

  List<Message> received(String queueArn) {
    String name = queueArn.substring(queueArn.lastIndexOf(':') + 1);
    return queues
        .receiveMessage(
            q ->
                q.queueUrl(queues.getQueueUrl(u -> u.queueName(name)).queueUrl())
                    .maxNumberOfMessages(10)
                    .messageAttributeNames("All"))
        .messages();
  }

  /** Waits in real time, for at most ten seconds. */
  static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within ten seconds");
      }
      Thread.sleep(10);
    }
  }

  double metric(String name, String topic) {
    return metrics.values(name, Map.of("TopicName", topic)).stream()
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  ResourceType type(String name) {
    return sns.resourceTypes().stream()
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static Desired desired(String logicalId, String properties) {
    return TestPort.desired(logicalId, properties);
  }

  private void shut() throws Exception {
    client.close();
    queues.close();
    port.close();
    sns.close();
    sqs.close();
    store.close();
  }

  @Override
  public void close() throws IOException {
    endpoint.stop(0);
    try {
      shut();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
