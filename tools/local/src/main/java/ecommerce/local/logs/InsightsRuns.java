package ecommerce.local.logs;

import ecommerce.local.Account;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeQueriesRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeQueriesResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryInfo;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryLanguage;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryStatistics;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryStatus;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResultField;
import software.amazon.awssdk.services.cloudwatchlogs.model.StartQueryRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.StartQueryResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.StopQueryRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.StopQueryResponse;

/**
 * Runs queries, each within its StartQuery: whoever asks for results finds it complete. The last
 * hundred are remembered until the environment ends, fewer where their results fill 16 MB.
 */
final class InsightsRuns {

  private record Run(
      String id, List<String> groups, String query, long created, InsightsScan.Outcome outcome) {

    List<Map<String, String>> results() {
      return outcome.results();
    }

    /** The characters of its results. */
    long size() {
      return results().stream()
          .flatMap(row -> row.values().stream())
          .mapToLong(String::length)
          .sum();
    }
  }

  private static final int REMEMBERED = 100;
  private static final int MOST = 10_000;
  private static final long ROOM = 16L * 1024 * 1024;

  private final Account account;
  private final LogGroups groups;
  private final InstantSource clock;
  private final Map<String, Run> runs = new LinkedHashMap<>();
  private long size;

  InsightsRuns(Account account, LogGroups groups, InstantSource clock) {
    this.account = account;
    this.groups = groups;
    this.clock = clock;
  }

  /** The groups that a request names. */
  static List<String> groups(StartQueryRequest request) {
    return List.copyOf(
        new TreeSet<>(
            Stream.of(
                    Stream.ofNullable(request.logGroupName()),
                    request.logGroupNames().stream(),
                    request.logGroupIdentifiers().stream())
                .flatMap(each -> each)
                .map(each -> Refusals.group(each, null))
                .toList()));
  }

  StartQueryResponse start(StartQueryRequest request) {
    if (request.queryLanguage() != null && request.queryLanguage() != QueryLanguage.CWLI) {
      throw Refusals.invalid(
          "QueryLanguage " + request.queryLanguageAsString() + " is not offered here: CWLI is");
    }
    InsightsQuery query = InsightsQuery.of(request.queryString());
    List<String> names = groups(request);
    if (names.isEmpty()) {
      throw Refusals.invalid("logGroupName, logGroupNames or logGroupIdentifiers must be given");
    }
    long from = millis(request.startTime());
    long to = millis(request.endTime());
    names.forEach(groups::require);
    int most = request.limit() == null ? MOST : Math.min(MOST, request.limit());
    InsightsScan scan = new InsightsScan(query, most);
    for (String name : names) {
      String log = account.id() + ":" + name;
      groups.log(name).read(from, to, event -> scan.take(InsightsRows.of(event, log)));
    }
    Run run =
        new Run(
            UUID.randomUUID().toString(),
            names,
            request.queryString(),
            clock.millis(),
            scan.outcome());
    remember(run);
    return StartQueryResponse.builder().queryId(run.id()).build();
  }

  /** Seconds or milliseconds, as AWS takes both. */
  private static long millis(long time) {
    return time < 100_000_000_000L ? time * 1000 : time;
  }

  private synchronized void remember(Run run) {
    runs.put(run.id(), run);
    size += run.size();
    Iterator<Run> oldest = List.copyOf(runs.values()).iterator();
    while (runs.size() > REMEMBERED || size > ROOM && runs.size() > 1) {
      Run forgotten = oldest.next();
      runs.remove(forgotten.id());
      size -= forgotten.size();
    }
  }

  private synchronized Run require(String id) {
    Run run = runs.get(id);
    if (run == null) {
      throw ResourceNotFoundException.builder()
          .message("The query " + id + " does not exist.")
          .statusCode(400)
          .build();
    }
    return run;
  }

  GetQueryResultsResponse results(GetQueryResultsRequest request) {
    Run run = require(request.queryId());
    return GetQueryResultsResponse.builder()
        .status(QueryStatus.COMPLETE)
        .queryLanguage(QueryLanguage.CWLI)
        .results(run.results().stream().map(InsightsRuns::fields).toList())
        .statistics(
            QueryStatistics.builder()
                .recordsScanned((double) run.outcome().scanned())
                .recordsMatched((double) run.outcome().matched())
                .bytesScanned((double) run.outcome().bytes())
                .build())
        .build();
  }

  private static List<ResultField> fields(Map<String, String> row) {
    List<ResultField> fields = new ArrayList<>();
    row.forEach(
        (name, value) -> fields.add(ResultField.builder().field(name).value(value).build()));
    return fields;
  }

  /** None is under way any more. */
  StopQueryResponse stop(StopQueryRequest request) {
    require(request.queryId());
    return StopQueryResponse.builder().success(false).build();
  }

  synchronized DescribeQueriesResponse describe(DescribeQueriesRequest request) {
    return DescribeQueriesResponse.builder()
        .queries(
            runs.values().stream()
                .filter(
                    run ->
                        request.logGroupName() == null
                            || run.groups().contains(request.logGroupName()))
                .map(
                    run ->
                        QueryInfo.builder()
                            .queryId(run.id())
                            .queryString(run.query())
                            .status(QueryStatus.COMPLETE)
                            .createTime(run.created())
                            .logGroupName(run.groups().getFirst())
                            .build())
                .toList())
        .build();
  }
}
