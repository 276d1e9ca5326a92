package ecommerce.local.xray;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Timers;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Traces, the newest of them. What comes in is in the store within a second. Where there are more
 * than fit, the oldest goes of those that began like the most others do, by the name of their first
 * segment: who asks much loses no one else's traces. Trace ids begin with their time, so that their
 * order is that of time.
 */
final class TraceStore {

  /** How many traces are kept. */
  static final int MOST = 5000;

  private static final Duration FLUSH = Duration.ofSeconds(1);

  /** When a trace was, and what it began with. */
  private record Entry(String name, double start, double end) {

    static Entry of(Trace trace) {
      return new Entry(trace.name(), trace.start(), trace.end());
    }
  }

  private final Collection<Trace> stored;
  private final Timers timers;
  private final TreeMap<String, Entry> index = new TreeMap<>();
  private final Map<String, TreeSet<String>> byName = new HashMap<>();
  private final Map<String, Trace> recent = new HashMap<>();
  private final Set<String> changed = new HashSet<>();

  TraceStore(Store store, Timers timers) {
    this.stored = store.collection("xray.traces", Trace.class);
    this.timers = timers;
    stored.entries().forEach((id, trace) -> enter(trace));
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
    enter(trace);
    while (index.size() > MOST) {
      remove(oldestOfTheMost());
    }
  }

  private void enter(Trace trace) {
    index.put(trace.id(), Entry.of(trace));
    byName.computeIfAbsent(trace.name(), any -> new TreeSet<>()).add(trace.id());
  }

  private String oldestOfTheMost() {
    return byName.values().stream()
        .max(Comparator.comparingInt(TreeSet::size))
        .orElseThrow()
        .first();
  }

  private void remove(String id) {
    String name = index.remove(id).name();
    byName.computeIfPresent(
        name,
        (any, ids) -> {
          ids.remove(id);
          return ids.isEmpty() ? null : ids;
        });
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
    return ids(entry -> entry.start() >= from && entry.start() < until);
  }

  /** Those of which something happened in a time, the newest first. */
  List<String> active(double from, double until) {
    return ids(entry -> entry.end() >= from && entry.start() < until);
  }

  private synchronized List<String> ids(Predicate<Entry> wanted) {
    List<String> ids = new ArrayList<>();
    index
        .descendingMap()
        .forEach(
            (id, entry) -> {
              if (wanted.test(entry)) {
                ids.add(id);
              }
            });
    return ids;
  }
}
