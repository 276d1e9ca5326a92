package ecommerce.cli.trace;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Prints an order's story: each trace with its time, below it what happened, as bars.
 *
 * @param options that lead a command to the same environment, each with a space before it
 */
record TraceWaterfall(
    PrintWriter out, TraceNames names, Function<TraceRow, List<String>> logs, String options) {

  private static final int WIDTH = 24;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  void print(OrderTrace order) {
    int spans = order.parts().stream().mapToInt(part -> part.rows().size()).sum();
    List<String> services = order.services(names);
    out.printf(
        Locale.ROOT,
        "order %s in %s: %s%n%d traces, %d steps, %.3f s from %s to %s%n%d services: %s%n",
        order.orderId(),
        order.environment(),
        order.status(),
        order.parts().size(),
        spans,
        Duration.between(order.start(), order.end()).toNanos() / 1e9,
        TIME.format(order.start()),
        TIME.format(order.end()),
        services.size(),
        String.join(", ", services));
    order.parts().forEach(this::print);
    out.flush();
  }

  private void print(OrderTrace.Part part) {
    String gap = part.gap() >= 100 ? "   after " + Story.span(part.gap()) : "";
    out.printf("%n%s  trace %s%s%n", TIME.format(part.start()), part.traceId(), gap);
    for (TraceRow row : part.rows()) {
      out.printf(
          Locale.ROOT,
          "%9.1f ms %s %9.1f ms  %s%s%n",
          Duration.between(part.start(), row.start()).toNanos() / 1e6,
          bar(part, row),
          row.milliseconds(),
          "  ".repeat(row.depth()),
          text(row));
      if (row.isInvocation()) {
        logs.apply(row).forEach(line -> out.println(" ".repeat(WIDTH + 28) + "| " + line));
      }
    }
  }

  private String text(TraceFailure failure) {
    return failure
        .deniedRequest()
        .map(id -> failure.what() + ": ./ecom why " + id + options)
        .orElse(failure.what());
  }

  private String text(TraceRow row) {
    StringBuilder text = new StringBuilder(row.service());
    if (!row.service().isEmpty()) {
      text.append(' ');
    }
    text.append(row.what());
    if (!row.notes().isEmpty()) {
      text.append("  (").append(String.join("; ", row.notes())).append(')');
    }
    row.failure().ifPresent(failure -> text.append("  ✗ ").append(text(failure)));
    return text.toString();
  }

  /** Where in its trace it was. */
  private static String bar(OrderTrace.Part part, TraceRow row) {
    double whole = Math.max(1, millis(part.start(), part.end()));
    int from = (int) Math.min(WIDTH - 1, millis(part.start(), row.start()) / whole * WIDTH);
    int length =
        (int) Math.max(1, Math.min(WIDTH - from, Math.round(row.milliseconds() / whole * WIDTH)));
    return "·".repeat(Math.max(0, from))
        + "█".repeat(length)
        + "·".repeat(Math.max(0, WIDTH - from - length));
  }

  private static double millis(Instant from, Instant until) {
    return Duration.between(from, until).toNanos() / 1e6;
  }

  /** Lengths of time in words. */
  private static final class Story {
    private static String span(long millis) {
      return millis < 10_000
          ? String.format(Locale.ROOT, "%.1f s", millis / 1e3)
          : Duration.ofSeconds(millis / 1000).toString().substring(2).toLowerCase(Locale.ROOT);
    }
  }
}
