package ecommerce.cli.trace;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/**
 * An order's story over all services.
 *
 * @param status as its table has it
 */
record OrderTrace(String orderId, String environment, String status, List<Part> parts) {

  /**
   * One trace of it.
   *
   * @param gap milliseconds since the end of all before it; negative where they overlap
   */
  record Part(String traceId, Instant start, Instant end, long gap, List<TraceRow> rows) {

    Part {
      rows = List.copyOf(rows);
    }
  }

  OrderTrace {
    parts = List.copyOf(parts);
  }

  Instant start() {
    return parts.getFirst().start();
  }

  Instant end() {
    return parts.stream().map(Part::end).max(Instant::compareTo).orElseThrow();
  }

  /** The services of the platform that had a part in it. */
  List<String> services(TraceNames names) {
    TreeSet<String> services = new TreeSet<>();
    parts.forEach(
        part ->
            part.rows().stream()
                .map(TraceRow::service)
                .filter(names.services()::contains)
                .forEach(services::add));
    return List.copyOf(services);
  }
}
