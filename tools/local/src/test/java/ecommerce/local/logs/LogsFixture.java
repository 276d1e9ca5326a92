package ecommerce.local.logs;

import ecommerce.local.AccessDenied;
import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import ecommerce.local.RecordedMetrics;
import ecommerce.local.SystemTimers;
import ecommerce.local.store.MvStore;
import ecommerce.local.wire.Dispatcher;
import ecommerce.local.wire.Front;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** Logs behind a port of their own, and a client of them. */
abstract class LogsFixture {

  static final String GROUP = "/aws/lambda/orders";

  @TempDir Path directory;
  SystemTimers timers;
  MvStore store;
  final RecordedMetrics metrics = new RecordedMetrics();
  final List<String> events = new CopyOnWriteArrayList<>();
  volatile boolean permitted = true;
  Logs logs;
  private Front front;
  CloudWatchLogsClient client;

  @BeforeEach
  void start() throws Exception {
    timers = new SystemTimers();
    store = new MvStore(directory);
    logs =
        new Logs(
            new Account("123456789012", "eu-west-1"),
            store,
            timers,
            metrics,
            functions(),
            this::require);
    logs.start();
    Identity admin = new Identity.Administrator("arn:aws:iam::123456789012:user/admin", "test");
    Dispatcher dispatcher = new Dispatcher((request, service) -> admin, (caller, permission) -> {});
    logs.services().forEach(dispatcher::add);
    front = new Front(dispatcher, "127.0.0.1", 0);
    int port = front.bind();
    front.start();
    client =
        CloudWatchLogsClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + port))
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  void require(Identity caller, String function) {
    if (!permitted) {
      throw new AccessDenied(caller.arn() + " may not invoke " + function);
    }
  }

  Invoker functions() {
    return new Invoker() {
      @Override
      public Outcome invoke(Identity caller, String function, byte[] payload) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void enqueue(Identity caller, String function, byte[] payload) {
        events.add(caller.arn() + " " + new String(payload, StandardCharsets.UTF_8));
      }
    };
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    front.close();
    logs.close();
    timers.close();
    store.close();
  }

  List<String> filter(String pattern) {
    return client
        .filterLogEvents(request -> request.logGroupName(GROUP).filterPattern(pattern))
        .events()
        .stream()
        .map(FilteredLogEvent::message)
        .toList();
  }
}
