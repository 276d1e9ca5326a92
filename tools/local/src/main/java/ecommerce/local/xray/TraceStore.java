package ecommerce.local.xray;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Timers;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Traces, the newest of them. What comes in is in the store within a second; where there are more
 * than fit, the oldest go. Trace ids begin with their time, so that their order is that of time.
 */
final class TraceStore {

  /** How many traces are kept. */
  static final int MOST = 5000;

  private static final Duration FLUSH = Duration.ofSeconds(1);

  /** When a trace was; {@code touched} for as long as it is in memory. */
  private record Times(double start, double end) {}

  private final Collection<Trace> stored;
  private final Timers timers;
  private final TreeMap<String, Times> index = new TreeMap<>();
  private final Map<String, Trace> recent = new HashMap<>();
  private final Set<String> changed = new HashSet<>();

  TraceStore(Store store, Timers timers) {
    this.stored = store.collection("xray.traces", Trace.class);
    this.timers = timers;
    stored.entries().forEach((id, trace) -> index.put(id, new Times(trace.start(), trace.end())));
  }

  void start() {
    timers.every(FLUSH, this::flush);
  }

  /**
   * @param document checked by {@link Documents}
   */
  synchronized void add(ObjectNode document) {
    String id = document.path("trace_id").asText();
    Trace trace =
        Optional.ofNullable(recent.get(id))
            .or(() -> stored.get(id))
            .orElseGet(() -> Trace.empty(id))
            .with(document);
    recent.put(id, trace);
    changed.add(id);
    index.put(id, new Times(trace.start(), trace.end()));
    while (index.size() > MOST) {
      remove(index.firstKey());
    }
  }

  private void remove(String id) {
    index.remove(id);
    recent.remove(id);
    changed.remove(id);
    stored.remove(id);
  }

  /** Writes what has changed; what has not since the last time leaves the memory. */
  synchronized void flush() {
    recent.keySet().retainAll(changed);
    changed.forEach(id -> stored.put(id, recent.get(id)));
    changed.clear();
  }

  synchronized Optional<Trace> find(String id) {
    return Optional.ofNullable(recent.get(id)).or(() -> stored.get(id));
  }

  /** Those that began in a time, the newest first. */
  List<String> begun(double from, double until) {
    return ids(times -> times.start() >= from && times.start() < until);
  }

  /** Those of which something happened in a time, the newest first. */
  List<String> active(double from, double until) {
    return ids(times -> times.end() >= from && times.start() < until);
  }

  private synchronized List<String> ids(java.util.function.Predicate<Times> wanted) {
    List<String> ids = new ArrayList<>();
    index
        .descendingMap()
        .forEach(
            (id, times) -> {
              if (wanted.test(times)) {
                ids.add(id);
              }
            });
    return ids;
  }
}
