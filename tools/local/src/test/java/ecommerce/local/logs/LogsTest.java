package ecommerce.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ecommerce.local.AccessDenied;
import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import ecommerce.local.RecordedMetrics;
import ecommerce.local.SystemTimers;
import ecommerce.local.TestPort;
import ecommerce.local.store.MvStore;
import ecommerce.local.wire.Dispatcher;
import ecommerce.local.wire.Front;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.MalformedQueryException;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryStatistics;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

class LogsTest {

  private static final String GROUP = "/aws/lambda/orders";

  @TempDir Path directory;
  private SystemTimers timers;
  private MvStore store;
  private final RecordedMetrics metrics = new RecordedMetrics();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private volatile boolean permitted = true;
  private Logs logs;
  private Front front;
  private CloudWatchLogsClient client;

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

  private void require(Identity caller, String function) {
    if (!permitted) {
      throw new AccessDenied(caller.arn() + " may not invoke " + function);
    }
  }

  private Invoker functions() {
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

  @Test
  void countsLinesThatAMetricFilterMatches() {
    logs.write(GROUP, "a", Instant.now(), "before");
    client.putMetricFilter(
        q ->
            q.logGroupName(GROUP)
                .filterName("slow")
                .filterPattern("{ $.ms > 100 }")
                .metricTransformations(
                    to ->
                        to.metricNamespace("shop")
                            .metricName("SlowMs")
                            .metricValue("$.ms")
                            .dimensions(Map.of("Kind", "$.kind"))));
    logs.write(GROUP, "a", Instant.now(), "{\"ms\": 250, \"kind\": \"order\"}");
    logs.write(GROUP, "a", Instant.now(), "{\"ms\": 20, \"kind\": \"order\"}");
    assertThat(metrics.values("SlowMs", Map.of("Kind", "order"))).containsExactly(250.0);
    assertThat(client.describeMetricFilters(q -> q.logGroupName(GROUP)).metricFilters())
        .singleElement()
        .satisfies(filter -> assertThat(filter.filterPattern()).isEqualTo("{ $.ms > 100 }"));
    client.deleteLogGroup(q -> q.logGroupName(GROUP));
    assertThat(client.describeMetricFilters().metricFilters()).isEmpty();
  }

  @Test
  void refusesMetricFiltersThatCouldNotReadALine() {
    logs.write(GROUP, "a", Instant.now(), "before");
    for (String metricValue : List.of("$ms", "$.ms[", "ms")) {
      assertThatThrownBy(
              () ->
                  client.putMetricFilter(
                      q ->
                          q.logGroupName(GROUP)
                              .filterName("slow")
                              .filterPattern("")
                              .metricTransformations(
                                  to ->
                                      to.metricNamespace("shop")
                                          .metricName("SlowMs")
                                          .metricValue(metricValue))))
          .isInstanceOf(InvalidParameterException.class);
    }
    assertThat(client.describeMetricFilters().metricFilters()).isEmpty();
    logs.write(GROUP, "a", Instant.now(), "{\"ms\": 250}");
    assertThat(filter("{ $.ms = 250 }")).hasSize(1);
  }

  @Test
  void passesOverKeptFiltersThatItDoesNotUnderstandAnyMore() {
    client.createLogGroup(q -> q.logGroupName(GROUP));
    store
        .collection("logs.metric-filters", MetricFilters.Kept.class)
        .put(
            GROUP + "\told",
            new MetricFilters.Kept(
                GROUP,
                "old",
                TestPort.json(
                    "{'logGroupName': '/aws/lambda/orders', 'filterName': 'old', 'filterPattern':"
                        + " '{ $level = 1 }', 'metricTransformations': [{'metricName': 'x',"
                        + " 'metricNamespace': 'y', 'metricValue': '1'}]}"),
                0));
    Logs again = new Logs(TestPort.ACCOUNT, store, timers, metrics, null, null);
    again.write(GROUP, "a", Instant.now(), "{\"level\": 1}");
    again.close();
    assertThat(metrics.values("x", Map.of())).isEmpty();
  }

  @Test
  void writesALineThatAFollowerStumblesOver() {
    LogGroups groups = new LogGroups(TestPort.ACCOUNT, timers, store, new LogMeter(metrics));
    List<String> followed = new ArrayList<>();
    groups.follow(
        List.of(
            new TestFollower(
                line -> {
                  throw new IllegalArgumentException(line);
                }),
            new TestFollower(followed::add)));
    groups.ensure("own", "s");
    groups.append("own", "s", 1, "a line");
    assertThat(followed).containsExactly("a line");
    groups.close();
  }

  private record TestFollower(Consumer<String> take) implements Follower {

    @Override
    public void taken(String group, LogEvent event) {
      take.accept(event.message());
    }

    @Override
    public void forget(String group) {}
  }

  @Test
  void givesLinesToTheFunctionThatSubscribed() throws Exception {
    logs.write(GROUP, "a", Instant.now(), "before");
    client.putSubscriptionFilter(
        q ->
            q.logGroupName(GROUP)
                .filterName("errors")
                .filterPattern("ERROR")
                .destinationArn("arn:aws:lambda:eu-west-1:123456789012:function:watch"));
    logs.write(GROUP, "a", Instant.now(), "an ERROR");
    logs.write(GROUP, "a", Instant.now(), "no matter");
    long end = System.nanoTime() + 10_000_000_000L;
    while (events.isEmpty() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(events).singleElement().asString().startsWith("logs.amazonaws.com {\"awslogs\"");
    String data = events.getFirst().replaceAll(".*\"data\":\"|\"}}", "");
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(data)))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .contains("\"messageType\":\"DATA_MESSAGE\"", "\"message\":\"an ERROR\"")
          .doesNotContain("no matter");
    }
    assertThatThrownBy(
            () ->
                client.putSubscriptionFilter(
                    q ->
                        q.logGroupName(GROUP)
                            .filterName("stream")
                            .filterPattern("")
                            .destinationArn("arn:aws:kinesis:eu-west-1:123456789012:stream/s")))
        .hasMessageContaining("kinesis");
  }

  @Test
  void refusesToSubscribeAFunctionThatItMayNotCall() {
    client.createLogGroup(q -> q.logGroupName(GROUP));
    permitted = false;
    assertThatThrownBy(this::subscribe)
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Could not execute the lambda function.");
    permitted = true;
    assertThat(client.describeSubscriptionFilters(q -> q.logGroupName(GROUP)).subscriptionFilters())
        .isEmpty();
    subscribe();
    assertThat(client.describeSubscriptionFilters(q -> q.logGroupName(GROUP)).subscriptionFilters())
        .hasSize(1);
  }

  @Test
  void givesLinesThatWaitToTheirFunctionWhenItIsClosed() {
    client.createLogGroup(q -> q.logGroupName(GROUP));
    subscribe();
    Logs unstarted = new Logs(TestPort.ACCOUNT, store, timers, metrics, functions(), this::require);
    unstarted.write(GROUP, "a", Instant.now(), "the last ERROR");
    assertThat(events).isEmpty();
    unstarted.close();
    assertThat(events).hasSize(1);
  }

  private void subscribe() {
    client.putSubscriptionFilter(
        q ->
            q.logGroupName(GROUP)
                .filterName("errors")
                .filterPattern("ERROR")
                .destinationArn("arn:aws:lambda:eu-west-1:123456789012:function:watch"));
  }

  @Test
  void letsOthersWriteWhileSomebodyReads() throws Exception {
    logs.write(GROUP, "a", Instant.now(), "before");
    GroupLog log = new GroupLog(directory.resolve("own"));
    log.append("s", 1, 1, "first");
    log.read(
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        event -> {
          Thread writer = Thread.ofPlatform().start(() -> log.append("s", 2, 2, "meanwhile"));
          try {
            assertThat(writer.join(Duration.ofSeconds(10))).isTrue();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    log.close();
  }

  @Test
  void keepsOfAScanOnlyWhatItsQueryNeeds() {
    InsightsScan newest = new InsightsScan(InsightsQuery.of("fields @message | limit 10"), 10_000);
    InsightsScan filtered =
        new InsightsScan(
            InsightsQuery.of("parse @message 'n=*' as n | filter n = 7 | stats count(*) as c"),
            10_000);
    for (int i = 0; i < 5000; i++) {
      LogEvent event = new LogEvent(i, i, i, "s", "n=" + i);
      newest.take(InsightsRows.of(event, "log"));
      filtered.take(InsightsRows.of(event, "log"));
    }
    assertThat(newest.kept()).isLessThan(30);
    assertThat(newest.outcome().results()).hasSize(10);
    assertThat(newest.outcome().results().getFirst()).containsEntry("@message", "n=4999");
    assertThat(newest.outcome().matched()).isEqualTo(5000);
    assertThat(filtered.kept()).isEqualTo(1);
    assertThat(filtered.outcome().scanned()).isEqualTo(5000);
    assertThat(filtered.outcome().results()).containsExactly(Map.of("c", "1"));
  }

  @Test
  void forgetsResultsThatFillItsMemory() {
    String line = "x".repeat(200_000);
    Instant now = Instant.now();
    IntStream.range(0, 50).forEach(i -> logs.write(GROUP, "s", now, line));
    List<String> ids =
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    client
                        .startQuery(
                            q ->
                                q.logGroupName(GROUP)
                                    .startTime(now.minusSeconds(600).getEpochSecond())
                                    .endTime(now.plusSeconds(60).getEpochSecond())
                                    .queryString("fields @message"))
                        .queryId())
            .toList();
    assertThat(client.describeQueries(q -> {}).queries())
        .extracting(run -> run.queryId())
        .containsExactly(ids.getLast());
    assertThatThrownBy(() -> client.getQueryResults(q -> q.queryId(ids.getFirst())))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void findsTheFirstAndTheLastByTheirOrderNotByTheirTime() {
    Instant now = Instant.now();
    logs.write(GROUP, "a", now, "{\"name\": \"b\"}");
    logs.write(GROUP, "a", now.plusMillis(1), "{\"name\": \"c\"}");
    logs.write(GROUP, "a", now.plusMillis(2), "{\"name\": \"a\"}");
    assertThat(
            query(
                "stats sortsFirst(name) as first, sortsLast(name) as last, earliest(name) as early,"
                    + " latest(name) as late"))
        .containsExactly(Map.of("first", "a", "last", "c", "early", "b", "late", "a"));
  }

  @Test
  void countsAndFindsMetricFiltersByTheirMetric() {
    client.createLogGroup(q -> q.logGroupName(GROUP));
    for (String name : List.of("Slow", "Failed")) {
      client.putMetricFilter(
          q ->
              q.logGroupName(GROUP)
                  .filterName(name)
                  .filterPattern("")
                  .metricTransformations(
                      to -> to.metricNamespace("shop").metricName(name).metricValue("1")));
    }
    assertThat(client.describeLogGroups().logGroups().getFirst().metricFilterCount()).isEqualTo(2);
    assertThat(
            client
                .describeMetricFilters(q -> q.metricNamespace("shop").metricName("Slow"))
                .metricFilters())
        .extracting(filter -> filter.filterName())
        .containsExactly("Slow");
    assertThatThrownBy(() -> client.describeMetricFilters(q -> q.metricName("Slow")))
        .hasMessageContaining("metricNamespace");
  }

  @Test
  void keepsSavedQueries() {
    String id =
        client
            .putQueryDefinition(
                q -> q.name("orders/slow").queryString("fields @message").logGroupNames(GROUP))
            .queryDefinitionId();
    assertThat(
            client
                .describeQueryDefinitions(q -> q.queryDefinitionNamePrefix("orders/"))
                .queryDefinitions())
        .singleElement()
        .satisfies(query -> assertThat(query.queryString()).isEqualTo("fields @message"));
    assertThat(client.deleteQueryDefinition(q -> q.queryDefinitionId(id)).success()).isTrue();
    assertThat(client.describeQueryDefinitions(q -> {}).queryDefinitions()).isEmpty();
  }

  private String start(String query) {
    return client
        .startQuery(
            q ->
                q.logGroupName(GROUP)
                    .startTime(Instant.now().minusSeconds(600).getEpochSecond())
                    .endTime(Instant.now().plusSeconds(60).getEpochSecond())
                    .queryString(query))
        .queryId();
  }

  private List<Map<String, String>> query(String text) {
    String id = start(text);
    List<Map<String, String>> rows = new ArrayList<>();
    client
        .getQueryResults(q -> q.queryId(id))
        .results()
        .forEach(
            fields -> {
              Map<String, String> row = new LinkedHashMap<>();
              fields.forEach(field -> row.put(field.field(), field.value()));
              row.remove("@ptr");
              rows.add(row);
            });
    return rows;
  }

  @Test
  void queriesWithTheLanguageOfInsights() {
    Instant now = Instant.now();
    logs.write(GROUP, "a", now, "{\"level\": \"ERROR\", \"ms\": 30, \"order\": {\"id\": \"o-1\"}}");
    logs.write(GROUP, "a", now, "{\"level\": \"INFO\", \"ms\": 10, \"order\": {\"id\": \"o-2\"}}");
    logs.write(GROUP, "a", now, "{\"level\": \"INFO\", \"ms\": 20, \"order\": {\"id\": \"o-3\"}}");
    logs.write(
        GROUP,
        "b",
        now,
        "REPORT RequestId: r-1\tDuration: 12.50 ms\tBilled Duration: 13 ms\tMemory Size: 512 MB"
            + "\tMax Memory Used: 100 MB\tInit Duration: 200.10 ms\t");
    logs.write(GROUP, "b", now, "user=ada action=buy now");
    assertThat(query("fields order.id, ms * 2 as twice | filter level = 'INFO' | sort ms desc"))
        .containsExactly(
            Map.of("order.id", "o-3", "twice", "40"), Map.of("order.id", "o-2", "twice", "20"));
    assertThat(
            query(
                "filter ispresent(level) | stats count(*) as lines, avg(ms), pct(ms, 99) by level |"
                    + " sort lines desc"))
        .containsExactly(
            Map.of("level", "INFO", "lines", "2", "avg(ms)", "15", "pct(ms, 99)", "20"),
            Map.of("level", "ERROR", "lines", "1", "avg(ms)", "30", "pct(ms, 99)", "30"));
    assertThat(
            query(
                "filter @type = \"REPORT\" | stats max(@duration), sum(@billedDuration) as billed,"
                    + " max(@maxMemoryUsed / 1000 / 1000) as mb, max(@initDuration) as init"))
        .containsExactly(
            Map.of("max(@duration)", "12.5", "billed", "13", "mb", "100", "init", "200.1"));
    assertThat(
            query(
                "# who\nfilter @message like /user=/ | parse @message \"user=* action=* *\" as who,"
                    + " what, rest | display who, what"))
        .containsExactly(Map.of("who", "ada", "what", "buy"));
    assertThat(
            query("parse @message /action=(?<what>\\w+)/ | filter what in ['buy'] | display what"))
        .containsExactly(Map.of("what", "buy"));
    assertThat(query("stats count(*) by bin(1h)").getFirst()).containsEntry("count(*)", "5");
    assertThat(query("fields @message | limit 2")).hasSize(2);
    assertThatThrownBy(() -> query("fields @message | pattern @message"))
        .isInstanceOf(MalformedQueryException.class)
        .hasMessageContaining("command pattern is not offered");
    assertThatThrownBy(() -> query("filter ms >")).hasMessageContaining("too early");
  }

  @Test
  void countsWhatAQueryReadAndWhatItsFiltersLeave() {
    Instant now = Instant.now();
    logs.write(GROUP, "a", now, "{\"ms\": 30}");
    logs.write(GROUP, "a", now, "{\"ms\": 10}");
    logs.write(GROUP, "a", now, "für");
    for (Map.Entry<String, Double> each :
        Map.of(
                "fields @message | limit 1",
                3.0,
                "filter ms > 1 | stats count(*) as c | filter c > 5",
                2.0,
                "fields ms | sort ms desc | filter ms > 20 | limit 1",
                1.0,
                "filter ms = 11",
                0.0)
            .entrySet()) {
      QueryStatistics read =
          client.getQueryResults(q -> q.queryId(start(each.getKey()))).statistics();
      assertThat(read.recordsScanned()).isEqualTo(3);
      assertThat(read.bytesScanned()).isEqualTo(2 * 10 + 4);
      assertThat(read.recordsMatched()).as(each.getKey()).isEqualTo(each.getValue());
    }
  }

  private List<String> filter(String pattern) {
    return client
        .filterLogEvents(request -> request.logGroupName(GROUP).filterPattern(pattern))
        .events()
        .stream()
        .map(FilteredLogEvent::message)
        .toList();
  }

  @Test
  void keepsWhatIsWrittenInOrderOfTimeAcrossStreams() {
    Instant now = Instant.now();
    logs.write(GROUP, "b", now.plusMillis(2), "second\n\twith\\lines");
    logs.write(GROUP, "a", now, "first");
    assertThat(filter("")).containsExactly("first", "second\n\twith\\lines");
    assertThat(client.describeLogStreams(r -> r.logGroupName(GROUP)).logStreams())
        .extracting(stream -> stream.logStreamName(), stream -> stream.lastEventTimestamp())
        .containsExactly(
            tuple("a", now.toEpochMilli()), tuple("b", now.plusMillis(2).toEpochMilli()));
  }

  @Test
  void pagesThroughFilteredEventsWithoutLossOrRepetition() {
    Instant now = Instant.now();
    IntStream.range(0, 25).forEach(i -> logs.write(GROUP, "s" + i % 3, now, "line " + i));
    List<String> all =
        client.filterLogEventsPaginator(r -> r.logGroupName(GROUP).limit(10)).events().stream()
            .map(FilteredLogEvent::message)
            .toList();
    assertThat(all)
        .containsExactlyElementsOf(IntStream.range(0, 25).mapToObj(i -> "line " + i).toList());
  }

  @Test
  void findsTermsAndJsonConditions() {
    Instant now = Instant.now();
    logs.write(GROUP, "s", now, "ERROR no stock left");
    logs.write(GROUP, "s", now, "INFO all well");
    logs.write(
        GROUP,
        "s",
        now,
        "{\"level\":\"WARN\",\"latency\":120,\"user\":{\"id\":\"u1\"},\"tags\":[\"x\"]}");
    assertThat(filter("ERROR")).hasSize(1);
    assertThat(filter("\"no stock\" ERROR")).hasSize(1);
    assertThat(filter("ERROR -stock")).isEmpty();
    assertThat(filter("?ERROR ?INFO")).hasSize(2);
    assertThat(filter("%l{2}%")).hasSize(1);
    assertThat(filter("{ $.level = \"WARN\" }")).hasSize(1);
    assertThat(filter("{ $.level = W* && ($.latency > 100 || $.none EXISTS) }")).hasSize(1);
    assertThat(filter("{ $.user.id = \"u2\" || $.tags[0] != \"x\" }")).isEmpty();
    assertThat(filter("{ $.user.name NOT EXISTS }")).hasSize(1);
    assertThatThrownBy(() -> filter("{ $.level ~ 3 }"))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> filter("[a, b]"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("not supported");
  }

  @Test
  void takesEventsFromClientsAndGivesThemPageByPage() {
    client.createLogGroup(r -> r.logGroupName("/own").tags(Map.of("team", "shop")));
    client.createLogStream(r -> r.logGroupName("/own").logStreamName("s"));
    long now = System.currentTimeMillis();
    List<InputLogEvent> events =
        IntStream.range(0, 5)
            .mapToObj(i -> InputLogEvent.builder().timestamp(now + i).message("m" + i).build())
            .toList();
    client.putLogEvents(r -> r.logGroupName("/own").logStreamName("s").logEvents(events));
    GetLogEventsResponse first =
        client.getLogEvents(
            r -> r.logGroupName("/own").logStreamName("s").startFromHead(true).limit(3));
    GetLogEventsResponse second =
        client.getLogEvents(
            r ->
                r.logGroupName("/own")
                    .logStreamName("s")
                    .nextToken(first.nextForwardToken())
                    .limit(3));
    GetLogEventsResponse last =
        client.getLogEvents(
            r ->
                r.logGroupName("/own")
                    .logStreamName("s")
                    .nextToken(second.nextForwardToken())
                    .limit(3));
    assertThat(first.events())
        .extracting(OutputLogEvent::message)
        .containsExactly("m0", "m1", "m2");
    assertThat(second.events()).extracting(OutputLogEvent::message).containsExactly("m3", "m4");
    assertThat(last.events()).isEmpty();
    assertThat(last.nextForwardToken()).isEqualTo(second.nextForwardToken());
    assertThat(
            client.getLogEvents(r -> r.logGroupName("/own").logStreamName("s").limit(2)).events())
        .extracting(OutputLogEvent::message)
        .containsExactly("m3", "m4");
    assertThat(
            client
                .listTagsForResource(
                    r -> r.resourceArn("arn:aws:logs:eu-west-1:123456789012:log-group:/own"))
                .tags())
        .containsEntry("team", "shop");
  }

  @Test
  void refusesWhatIsThereAlreadyOrIsNot() {
    client.createLogGroup(r -> r.logGroupName("/own"));
    assertThatThrownBy(() -> client.createLogGroup(r -> r.logGroupName("/own")))
        .isInstanceOf(ResourceAlreadyExistsException.class);
    assertThatThrownBy(() -> client.filterLogEvents(r -> r.logGroupName("/none")))
        .isInstanceOf(ResourceNotFoundException.class);
    client.putRetentionPolicy(r -> r.logGroupName("/own").retentionInDays(7));
    assertThat(
            client
                .describeLogGroups(r -> r.logGroupNamePrefix("/own"))
                .logGroups()
                .getFirst()
                .retentionInDays())
        .isEqualTo(7);
    assertThatThrownBy(
            () -> client.putRetentionPolicy(r -> r.logGroupName("/own").retentionInDays(8)))
        .isInstanceOf(InvalidParameterException.class);
    client.deleteLogGroup(r -> r.logGroupName("/own"));
    assertThat(client.describeLogGroups().logGroups()).isEmpty();
  }

  @Test
  void remembersEventsAfterRestart() {
    logs.write(GROUP, "s", Instant.now(), "before");
    logs.close();
    Logs again =
        new Logs(new Account("123456789012", "eu-west-1"), store, timers, metrics, null, null);
    again.write(GROUP, "s", Instant.now(), "after");
    again.close();
    List<String> messages = new ArrayList<>();
    new LogGroups(new Account("123456789012", "eu-west-1"), timers, store, new LogMeter(metrics))
        .log(GROUP)
        .read(Long.MIN_VALUE, Long.MAX_VALUE, event -> messages.add(event.message()));
    assertThat(messages).containsExactly("before", "after");
  }

  @Test
  void boundsWhatOneGroupTakes() {
    String line = "x".repeat(100_000);
    Instant now = Instant.now();
    IntStream.range(0, 400).forEach(i -> logs.write(GROUP, "s", now, line));
    logs.write(GROUP, "s", now, "last");
    assertThat(client.describeLogGroups().logGroups().getFirst().storedBytes())
        .isLessThan(36L * 1024 * 1024);
    assertThat(filter("last")).hasSize(1);
  }

  @Test
  void countsWhatComesInAndReadsEmbeddedMetrics() {
    String line =
        "{\"environment\":\"dev\",\"service\":\"orders\",\"OrderCreated\":2,\"_aws\":{\"CloudWatchMetrics\":"
            + "[{\"Namespace\":\"shop\",\"Dimensions\":[[\"environment\",\"service\"],[\"missing\"]],"
            + "\"Metrics\":[{\"Name\":\"OrderCreated\",\"Unit\":\"Count\"},{\"Name\":\"absent\"}]}]}}";
    logs.write("metered", "s", Instant.now(), line);
    logs.write("metered", "s", Instant.now(), "{\"CloudWatchMetrics\" is no JSON");

    assertThat(metrics.values("OrderCreated", Map.of("environment", "dev", "service", "orders")))
        .containsExactly(2.0);
    assertThat(metrics.values("IncomingLogEvents", Map.of("LogGroupName", "metered"))).hasSize(2);
    assertThat(metrics.values("IncomingBytes", Map.of("LogGroupName", "metered")))
        .contains((double) line.length());
  }
}
