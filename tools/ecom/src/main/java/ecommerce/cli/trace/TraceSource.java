package ecommerce.cli.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ecommerce.cli.site.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.xray.XRayClient;
import software.amazon.awssdk.services.xray.model.Segment;
import software.amazon.awssdk.services.xray.model.Trace;
import software.amazon.awssdk.services.xray.model.TraceSummary;

/** The traces that X-Ray finds by an annotation, whole. */
record TraceSource(XRayClient xray) {

  /** The longest time that one question is asked about. */
  private static final Duration WINDOW = Duration.ofHours(6);

  private static final int BATCH = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A trace in the order of what happened in it. */
  record Whole(String id, List<TraceSpan> roots) {

    Instant start() {
      return roots.getFirst().start();
    }
  }

  /**
   * @param orderId an id: it has no quotes
   */
  List<Whole> about(String orderId, Instant from, Instant until) {
    Set<String> ids = new LinkedHashSet<>();
    String filter = "annotation.orderId = \"" + orderId + "\"";
    for (Instant at = from; at.isBefore(until); at = at.plus(WINDOW)) {
      Instant start = at;
      Instant end = at.plus(WINDOW).isBefore(until) ? at.plus(WINDOW) : until;
      xray
          .getTraceSummariesPaginator(
              get -> get.startTime(start).endTime(end).filterExpression(filter))
          .stream()
          .flatMap(page -> page.traceSummaries().stream())
          .map(TraceSummary::id)
          .forEach(ids::add);
    }
    return whole(List.copyOf(ids));
  }

  private List<Whole> whole(List<String> ids) {
    List<Whole> traces = new ArrayList<>();
    for (int at = 0; at < ids.size(); at += BATCH) {
      List<String> some = ids.subList(at, Math.min(ids.size(), at + BATCH));
      for (Trace trace : xray.batchGetTraces(get -> get.traceIds(some)).traces()) {
        List<JsonNode> segments =
            trace.segments().stream().map(Segment::document).map(TraceSource::json).toList();
        if (!segments.isEmpty()) {
          traces.add(new Whole(trace.id(), TraceSpan.of(segments)));
        }
      }
    }
    traces.sort(java.util.Comparator.comparing(Whole::start));
    return traces;
  }

  private static JsonNode json(String document) {
    try {
      return JSON.readTree(document);
    } catch (JsonProcessingException e) {
      throw new Failure("X-Ray gave a segment that is no JSON", e);
    }
  }
}
