package ecommerce.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

class LogsReaderTest {

  private static final String ORDERS = "ecommerce-dev-orders-LogGroup-1A2B3C";
  private static final String PLATFORM = "ecommerce-dev-platform-LogGroup-4D5E6F";

  private final Groups groups = new Groups();

  private LogsReader reader(String wanted) {
    return new LogsReader(
        groups,
        new LogsFilter("dev", List.of("orders", "platform"), Optional.ofNullable(wanted)),
        Instant.ofEpochMilli(1_000));
  }

  @Test
  void tellsEachLineOnceTheOldestFirst() {
    LogsReader reader = reader(null);
    groups.add(PLATFORM, 20_000, "second");
    groups.add(ORDERS, 10_000, "first");
    assertThat(reader.next()).extracting(LogsLine::text).containsExactly("first", "second");
    groups.add(ORDERS, 10_000, "third");
    assertThat(reader.next()).extracting(LogsLine::text).containsExactly("third");
    assertThat(reader.next()).isEmpty();
  }

  @Test
  void readsNoLineAgainForLongThoughNoneIsMeant() {
    LogsReader reader = reader("nobody");
    groups.add(ORDERS, 10_000, "old");
    groups.add(ORDERS, 60_000, "new");
    assertThat(reader.next()).isEmpty();
    groups.read.clear();
    assertThat(reader.next()).isEmpty();
    assertThat(groups.read).containsExactly("new");
  }

  @Test
  void missesNothingInAGroupThatIsBehindOthers() {
    LogsReader reader = reader(null);
    groups.add(ORDERS, 60_000, "early");
    reader.next();
    groups.add(PLATFORM, 10_000, "late");
    assertThat(reader.next()).extracting(LogsLine::text).containsExactly("late");
  }

  @Test
  void asksForTheGroupsOfItsEnvironmentOnly() {
    LogsReader reader = reader(null);
    groups.add("ecommerce-tests-orders-LogGroup-1A2B3C", 10_000, "of tests");
    groups.add("ecommerce-dev-2-orders-LogGroup-1A2B3C", 10_000, "of dev-2");
    assertThat(reader.next()).isEmpty();
    assertThat(groups.read).isEmpty();
  }

  /** Log groups in memory, which remember what was read of them. */
  private static final class Groups implements CloudWatchLogsClient {

    private final List<LogsLine> lines = new ArrayList<>();
    private final List<String> read = new ArrayList<>();

    private void add(String group, long timestamp, String text) {
      lines.add(new LogsLine("" + lines.size(), timestamp, group, "s", text));
    }

    @Override
    public DescribeLogGroupsResponse describeLogGroups(DescribeLogGroupsRequest request) {
      return DescribeLogGroupsResponse.builder()
          .logGroups(
              lines.stream()
                  .map(LogsLine::group)
                  .distinct()
                  .filter(name -> name.startsWith(request.logGroupNamePrefix()))
                  .map(name -> LogGroup.builder().logGroupName(name).build())
                  .toList())
          .build();
    }

    @Override
    public FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request) {
      List<LogsLine> found =
          lines.stream()
              .filter(line -> line.group().equals(request.logGroupName()))
              .filter(line -> line.timestamp() >= request.startTime())
              .toList();
      found.forEach(line -> read.add(line.text()));
      return FilterLogEventsResponse.builder()
          .events(
              found.stream()
                  .map(
                      line ->
                          FilteredLogEvent.builder()
                              .eventId(line.id())
                              .logStreamName(line.stream())
                              .timestamp(line.timestamp())
                              .message(line.text())
                              .build())
                  .toList())
          .build();
    }

    @Override
    public String serviceName() {
      return CloudWatchLogsClient.SERVICE_NAME;
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
