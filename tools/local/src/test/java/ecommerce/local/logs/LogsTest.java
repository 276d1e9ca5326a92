package ecommerce.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ecommerce.local.Account;
import ecommerce.local.TestPort;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

class LogsTest extends LogsFixture {

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
