package ecommerce.cli.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A segment or subsegment, with what it caused, in the order of time.
 *
 * @param document as X-Ray gives it
 */
record TraceSpan(JsonNode document, List<TraceSpan> children) {

  private static final Comparator<TraceSpan> BY_TIME = Comparator.comparing(TraceSpan::start);

  /** The beginnings of a trace: what nothing else in it has caused. */
  static List<TraceSpan> of(List<JsonNode> segments) {
    Map<String, TraceSpan> known = new HashMap<>();
    List<TraceSpan> tops = segments.stream().map(segment -> span(segment, known)).toList();
    List<TraceSpan> roots = new ArrayList<>();
    for (TraceSpan top : tops) {
      TraceSpan parent = known.get(top.text("parent_id"));
      if (parent == null || parent == top) {
        roots.add(top);
      } else {
        parent.children.add(top);
      }
    }
    known.values().forEach(span -> span.children.sort(BY_TIME));
    roots.sort(BY_TIME);
    return roots;
  }

  private static TraceSpan span(JsonNode document, Map<String, TraceSpan> known) {
    TraceSpan span = new TraceSpan(document, new ArrayList<>());
    known.put(document.path("id").asText(), span);
    document.path("subsegments").forEach(child -> span.children.add(span(child, known)));
    return span;
  }

  String text(String member) {
    return document.path(member).asText();
  }

  String name() {
    return text("name");
  }

  String origin() {
    return text("origin");
  }

  String aws(String member) {
    return document.path("aws").path(member).asText();
  }

  Instant start() {
    return time(document.path("start_time").asDouble());
  }

  /** Of what still goes on, its start. */
  Instant end() {
    return time(document.path("end_time").asDouble(document.path("start_time").asDouble()));
  }

  private static Instant time(double seconds) {
    return Instant.ofEpochSecond(0, Math.round(seconds * 1e6) * 1000);
  }

  boolean failed() {
    return document.path("fault").asBoolean()
        || document.path("error").asBoolean()
        || document.path("throttle").asBoolean();
  }

  /** Empty where it did not fail. */
  Optional<TraceFailure> failure() {
    if (!failed()) {
      return Optional.empty();
    }
    String type = document.at("/cause/exceptions/0/type").asText(aws("error_type"));
    String plain = type.substring(type.lastIndexOf('.') + 1);
    boolean denied = plain.contains("AccessDenied") && !aws("request_id").isEmpty();
    return Optional.of(
        new TraceFailure(
            failure(plain), denied ? Optional.of(aws("request_id")) : Optional.empty()));
  }

  private String failure(String type) {
    if (document.path("throttle").asBoolean()) {
      return type.isEmpty() ? "throttled" : "throttled: " + type;
    }
    if (!type.isEmpty()) {
      return type;
    }
    int status = document.at("/http/response/status").asInt();
    return status >= 400 ? "status " + status : "failed";
  }
}
