package ecommerce.local.xray;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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

  private static final Duration LONGEST = Duration.ofHours(24);
  private static final int PAGE = 100;
  private static final int MOST_IDS = 5;

  private final TraceStore traces;
  private final Groups groups;

  Queries(TraceStore traces, Groups groups) {
    this.traces = traces;
    this.groups = groups;
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
      Optional<Subject> trace = traces.find(id).map(Trace::segments).map(Subject::of);
      trace.filter(filter).ifPresent(match -> found.add(Summaries.of(id, match)));
      if (found.size() == PAGE) {
        break;
      }
    }
    return GetTraceSummariesResponse.builder()
        .traceSummaries(found)
        .tracesProcessedCount(processed)
        .approximateTime(Instant.now())
        .nextToken(found.size() == PAGE ? found.getLast().id() : null)
        .build();
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
      traces.find(id).ifPresentOrElse(trace -> found.add(whole(trace)), () -> unknown.add(id));
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
    request.traceIds().forEach(id -> traces.find(id).map(Trace::segments).ifPresent(graph::add));
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
      Optional<List<ObjectNode>> segments = traces.find(id).map(Trace::segments);
      if (segments.map(Subject::of).filter(filter).isPresent()) {
        graph.add(segments.get());
      }
    }
    return GetServiceGraphResponse.builder()
        .startTime(request.startTime())
        .endTime(request.endTime())
        .containsOldGroupVersions(false)
        .services(graph.services())
        .build();
  }
}
