package ecommerce.local.xray;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What filter expressions and summaries look at: a trace, or a service's part of it.
 *
 * @param root where it began: the http block of its request
 * @param responseTime of the root, in seconds
 * @param duration from the first beginning to the last end, in seconds
 * @param annotations all values by key
 */
record Subject(
    List<ObjectNode> segments,
    ObjectNode root,
    double start,
    double responseTime,
    double duration,
    Set<String> flags,
    Map<String, Set<JsonNode>> annotations) {

  /** Of a trace; of at least one segment. */
  static Subject of(List<ObjectNode> segments) {
    Set<String> flags = new LinkedHashSet<>();
    Map<String, Set<JsonNode>> annotations = new LinkedHashMap<>();
    double start = Double.MAX_VALUE;
    double end = 0;
    ObjectNode root = segments.getFirst();
    for (ObjectNode segment : segments) {
      for (String flag : List.of("fault", "error", "throttle")) {
        if (segment.path(flag).asBoolean()) {
          flags.add(flag);
        }
      }
      if (segment.path("in_progress").asBoolean()) {
        flags.add("partial");
      }
      annotations(segment, annotations);
      start = Math.min(start, start(segment));
      end = Math.max(end, end(segment));
      if (begins(segment) && (!begins(root) || start(segment) < start(root))) {
        root = segment;
      }
    }
    if (flags.stream().noneMatch(Set.of("fault", "error", "throttle")::contains)) {
      flags.add("ok");
    }
    return new Subject(
        segments, root, start, end(root) - start(root), end - start, flags, annotations);
  }

  private static boolean begins(JsonNode segment) {
    return !segment.has("parent_id");
  }

  static double start(JsonNode segment) {
    return segment.path("start_time").asDouble();
  }

  static double end(JsonNode segment) {
    return segment.path("end_time").asDouble(start(segment));
  }

  private static void annotations(JsonNode segment, Map<String, Set<JsonNode>> all) {
    segment
        .path("annotations")
        .properties()
        .forEach(
            entry ->
                all.computeIfAbsent(entry.getKey(), key -> new LinkedHashSet<>())
                    .add(entry.getValue()));
    segment.path("subsegments").forEach(child -> annotations(child, all));
  }

  String url() {
    return root.path("http").path("request").path("url").asText();
  }

  String method() {
    return root.path("http").path("request").path("method").asText();
  }

  int status() {
    return root.path("http").path("response").path("status").asInt();
  }

  /** The services of a name, each for itself; of any name where it is empty. */
  List<Subject> services(String name, String type) {
    List<Subject> found = new ArrayList<>();
    for (ObjectNode segment : segments) {
      boolean named = name.isEmpty() || segment.path("name").asText().equals(name);
      if (named && (type.isEmpty() || Nodes.type(segment).equals(type))) {
        found.add(of(List.of(segment)));
      }
    }
    return found;
  }
}
