package ecommerce.local.xray;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Segment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.xray.model.BatchGetTracesRequest;
import software.amazon.awssdk.services.xray.model.BatchGetTracesResponse;
import software.amazon.awssdk.services.xray.model.GetServiceGraphRequest;
import software.amazon.awssdk.services.xray.model.GetServiceGraphResponse;
import software.amazon.awssdk.services.xray.model.GetTraceGraphRequest;
import software.amazon.awssdk.services.xray.model.GetTraceGraphResponse;
import software.amazon.awssdk.services.xray.model.GetTraceSummariesRequest;
import software.amazon.awssdk.services.xray.model.GetTraceSummariesResponse;
import software.amazon.awssdk.services.xray.model.Group;
import software.amazon.awssdk.services.xray.model.TimeRangeType;
import software.amazon.awssdk.services.xray.model.TraceSummary;

/** The questions about traces. */
final class Queries {

  private static final Logger LOG = LoggerFactory.getLogger("aws.xray");
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final int PAGE = 100;
  private static final int MOST_IDS = 5;

  private final TraceStore traces;
  private final Groups groups;
  private final InstantSource clock;

  Queries(TraceStore traces, Groups groups, InstantSource clock) {
    this.traces = traces;
    this.groups = groups;
    this.clock = clock;
  }

  /** Empty where there is no such trace, or where it cannot be read: that spoils no other. */
  private <T> Optional<T> read(String id, Function<Trace, T> as) {
    try {
      return traces.find(id).map(as);
    } catch (RuntimeException | StackOverflowError e) {
      // How deep subsegments hang in one another is up to who sends them.
      LOG.warn("the trace {} is passed over: {}", id, e.toString());
      return Optional.empty();
    }
  }

  GetTraceSummariesResponse summaries(GetTraceSummariesRequest request) {
    Refusals.unsupported(
        "Sampling", Boolean.TRUE.equals(request.sampling()) || request.samplingStrategy() != null);
    range(request.startTime(), request.endTime());
    Predicate<Subject> filter =
        FilterParser.parse(Optional.ofNullable(request.filterExpression()).orElse(""));
    double from = Segment.seconds(request.startTime());
    double until = Segment.seconds(request.endTime());
    List<String> ids =
        switch (Optional.ofNullable(request.timeRangeType()).orElse(TimeRangeType.TRACE_ID)) {
          case TRACE_ID -> traces.begun(from, until);
          case EVENT -> traces.active(from, until);
          default ->
              throw Refusals.invalid(
                  "TimeRangeType "
                      + request.timeRangeTypeAsString()
                      + " is not offered by this environment: TraceId and Event are");
        };
    return page(ids, filter, request.nextToken());
  }

  /** The token is the id of the last trace of the page before. */
  private GetTraceSummariesResponse page(
      List<String> ids, Predicate<Subject> filter, String nextToken) {
    List<TraceSummary> found = new ArrayList<>();
    long processed = 0;
    for (String id : ids) {
      if (nextToken != null && id.compareTo(nextToken) >= 0) {
        continue;
      }
      processed++;
      read(id, trace -> summary(id, Subject.of(trace.segments()), filter))
          .flatMap(summary -> summary)
          .ifPresent(found::add);
      if (found.size() == PAGE) {
        break;
      }
    }
    return GetTraceSummariesResponse.builder()
        .traceSummaries(found)
        .tracesProcessedCount(processed)
        .approximateTime(clock.instant())
        .nextToken(found.size() == PAGE ? found.getLast().id() : null)
        .build();
  }

  private static Optional<TraceSummary> summary(
      String id, Subject trace, Predicate<Subject> filter) {
    return filter.test(trace) ? Optional.of(Summaries.of(id, trace)) : Optional.empty();
  }

  private static void range(Instant start, Instant end) {
    if (!start.isBefore(end)) {
      throw Refusals.invalid("StartTime must be before EndTime.");
    }
    if (Duration.between(start, end).compareTo(LONGEST) > 0) {
      throw Refusals.invalid("Time range cannot be longer than 24 hours.");
    }
  }

  BatchGetTracesResponse batch(BatchGetTracesRequest request) {
    if (request.traceIds().size() > MOST_IDS) {
      throw Refusals.invalid("TraceIds must have at most 5 members.");
    }
    List<software.amazon.awssdk.services.xray.model.Trace> found = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String id : request.traceIds()) {
      read(id, Queries::whole).ifPresentOrElse(found::add, () -> unknown.add(id));
    }
    return BatchGetTracesResponse.builder().traces(found).unprocessedTraceIds(unknown).build();
  }

  private static software.amazon.awssdk.services.xray.model.Trace whole(Trace trace) {
    return software.amazon.awssdk.services.xray.model.Trace.builder()
        .id(trace.id())
        .duration(trace.end() - trace.start())
        .limitExceeded(trace.documents().size() >= Trace.MOST_DOCUMENTS)
        .segments(trace.segments().stream().map(Queries::segment).toList())
        .build();
  }

  private static software.amazon.awssdk.services.xray.model.Segment segment(ObjectNode document) {
    return software.amazon.awssdk.services.xray.model.Segment.builder()
        .id(document.path("id").asText())
        .document(document.toString())
        .build();
  }

  GetTraceGraphResponse graph(GetTraceGraphRequest request) {
    ServiceGraph graph = new ServiceGraph();
    request.traceIds().forEach(id -> draw(id, subject -> true, graph));
    return GetTraceGraphResponse.builder().services(graph.services()).build();
  }

  GetServiceGraphResponse graph(GetServiceGraphRequest request) {
    range(request.startTime(), request.endTime());
    Predicate<Subject> filter = subject -> true;
    if (request.groupName() != null || request.groupARN() != null) {
      Group group = groups.require(request.groupName(), request.groupARN());
      filter = FilterParser.parse(group.filterExpression());
    }
    ServiceGraph graph = new ServiceGraph();
    double from = Segment.seconds(request.startTime());
    for (String id : traces.begun(from, Segment.seconds(request.endTime()))) {
      draw(id, filter, graph);
    }
    return GetServiceGraphResponse.builder()
        .startTime(request.startTime())
        .endTime(request.endTime())
        .containsOldGroupVersions(false)
        .services(graph.services())
        .build();
  }

  private void draw(String id, Predicate<Subject> filter, ServiceGraph graph) {
    read(
        id,
        trace -> {
          List<ObjectNode> segments = trace.segments();
          if (filter.test(Subject.of(segments))) {
            graph.add(segments);
          }
          return id;
        });
  }
}
