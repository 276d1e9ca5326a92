package ecommerce.local.xray;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.xray.model.Edge;
import software.amazon.awssdk.services.xray.model.EdgeStatistics;
import software.amazon.awssdk.services.xray.model.ErrorStatistics;
import software.amazon.awssdk.services.xray.model.FaultStatistics;
import software.amazon.awssdk.services.xray.model.Service;
import software.amazon.awssdk.services.xray.model.ServiceStatistics;

/** The services of traces, and which calls which. A call without a segment is a node of its own. */
final class ServiceGraph {

  private record Key(String name, String type) {}

  private static final class Count {
    private double start = Double.MAX_VALUE;
    private double end;
    private long total;
    private long error;
    private long throttle;
    private long fault;
    private double time;

    private void add(JsonNode one) {
      start = Math.min(start, Subject.start(one));
      end = Math.max(end, Subject.end(one));
      total++;
      fault += one.path("fault").asBoolean() ? 1 : 0;
      throttle += one.path("throttle").asBoolean() ? 1 : 0;
      error += one.path("error").asBoolean() && !one.path("fault").asBoolean() ? 1 : 0;
      time += Subject.end(one) - Subject.start(one);
    }

    private ErrorStatistics errors() {
      return ErrorStatistics.builder()
          .totalCount(error)
          .throttleCount(throttle)
          .otherCount(Math.max(0, error - throttle))
          .build();
    }

    private FaultStatistics faults() {
      return FaultStatistics.builder().totalCount(fault).otherCount(fault).build();
    }
  }

  private final Map<Key, Count> services = new LinkedHashMap<>();
  private final Map<Key, Map<Key, Count>> edges = new LinkedHashMap<>();
  private final List<Key> roots = new ArrayList<>();

  void add(List<ObjectNode> segments) {
    Map<String, Key> owners = new HashMap<>();
    segments.forEach(segment -> own(segment, key(segment), owners));
    Map<String, Boolean> called = new HashMap<>();
    segments.forEach(segment -> called.put(segment.path("parent_id").asText(), true));
    for (ObjectNode segment : segments) {
      Key key = key(segment);
      services.computeIfAbsent(key, any -> new Count()).add(segment);
      Key caller = owners.get(segment.path("parent_id").asText());
      if (caller == null) {
        roots.add(key);
      } else if (!caller.equals(key)) {
        edge(caller, key).add(segment);
      }
      for (JsonNode call : Nodes.calls(segment)) {
        if (!called.containsKey(call.path("id").asText())) {
          Key callee = key(call);
          services.computeIfAbsent(callee, any -> new Count()).add(call);
          edge(key, callee).add(call);
        }
      }
    }
  }

  private Count edge(Key from, Key to) {
    return edges
        .computeIfAbsent(from, any -> new LinkedHashMap<>())
        .computeIfAbsent(to, any -> new Count());
  }

  private static Key key(JsonNode segment) {
    return new Key(Nodes.name(segment), Nodes.type(segment));
  }

  private static void own(JsonNode document, Key key, Map<String, Key> owners) {
    owners.put(document.path("id").asText(), key);
    document.path("subsegments").forEach(child -> own(child, key, owners));
  }

  List<Service> services() {
    List<Key> order = List.copyOf(services.keySet());
    return order.stream().map(key -> service(key, order)).toList();
  }

  private Service service(Key key, List<Key> order) {
    Count count = services.get(key);
    List<Edge> called =
        edges.getOrDefault(key, Map.of()).entrySet().stream()
            .map(edge -> edge(order.indexOf(edge.getKey()), edge.getValue()))
            .toList();
    return Service.builder()
        .referenceId(order.indexOf(key))
        .name(key.name())
        .names(key.name())
        .type(key.type())
        .root(roots.contains(key))
        .state("active")
        .startTime(instant(count.start))
        .endTime(instant(count.end))
        .edges(called)
        .summaryStatistics(
            ServiceStatistics.builder()
                .okCount(count.total - count.error - count.fault)
                .errorStatistics(count.errors())
                .faultStatistics(count.faults())
                .totalCount(count.total)
                .totalResponseTime(count.time)
                .build())
        .build();
  }

  private static Edge edge(int to, Count count) {
    return Edge.builder()
        .referenceId(to)
        .startTime(instant(count.start))
        .endTime(instant(count.end))
        .summaryStatistics(
            EdgeStatistics.builder()
                .okCount(count.total - count.error - count.fault)
                .errorStatistics(count.errors())
                .faultStatistics(count.faults())
                .totalCount(count.total)
                .totalResponseTime(count.time)
                .build())
        .build();
  }

  static Instant instant(double seconds) {
    return Instant.ofEpochMilli((long) (seconds * 1000));
  }
}
