package ecommerce.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.model.MalformedQueryException;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryStatistics;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

class InsightsTest extends LogsFixture {

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
}
