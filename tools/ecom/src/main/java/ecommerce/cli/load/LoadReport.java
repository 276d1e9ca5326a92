package ecommerce.cli.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import ecommerce.cli.site.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a load run found, as {@code --save} writes it and {@code --baseline} reads it. Durations are
 * milliseconds.
 *
 * @param begun orders that were begun, {@code ordered} that were accepted, {@code fulfilled} that
 *     reached their end
 * @param ordersPerMinute that were accepted while orders were begun; those that came after are not
 *     in it
 * @param errors how often, by reason
 */
record LoadReport(
    String plan,
    double seconds,
    long begun,
    long ordered,
    long fulfilled,
    double ordersPerMinute,
    Map<String, Operation> operations,
    Map<String, Long> errors) {

  record Operation(long count, double p50, double p95, double p99, double max) {}

  /** With fewer, chance decides. */
  private static final int ENOUGH = 20;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  LoadReport {
    operations = new TreeMap<>(operations);
    errors = new TreeMap<>(errors);
  }

  long failures() {
    return errors.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many should have begun: those that found no room are none of {@link #begun}. */
  long due() {
    return begun + errors.getOrDefault(LoadRun.NOT_BEGUN, 0L);
  }

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (IOException e) {
      throw new Failure("the report cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * This, as a baseline of a run.
   *
   * @throws Failure where it is of another plan: another load takes other times
   */
  LoadReport asBaselineOf(LoadPlan wanted) {
    if (!plan.equals(wanted.text())) {
      throw new Failure(
          "the baseline is of another plan (" + plan + "), this run is: " + wanted.text());
    }
    return this;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%-28s %8s %10s %10s %10s %10s%n".formatted("ms", "count", "p50", "p95", "p99", "max"));
    operations.forEach(
        (name, of) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%-28s %8d %10.1f %10.1f %10.1f %10.1f%n",
                    name,
                    of.count(),
                    of.p50(),
                    of.p95(),
                    of.p99(),
                    of.max())));
    text.append(
        String.format(
            Locale.ROOT,
            "%d orders begun, %d accepted, %d fulfilled in %.1f s: %.1f orders a minute%n",
            begun,
            ordered,
            fulfilled,
            seconds,
            ordersPerMinute));
    errors.forEach((reason, count) -> text.append("%6d × %s%n".formatted(count, reason)));
    if (errors.isEmpty()) {
      text.append("no errors%n".formatted());
    }
    return text.toString();
  }

  /**
   * What is slower than in a baseline by more than a ratio, at p50 or p95. Operations with fewer
   * than 20 durations in either are not compared, and neither is p99.
   */
  List<String> slowerThan(LoadReport baseline, double tolerance) {
    List<String> slower = new ArrayList<>();
    operations.forEach(
        (name, now) -> {
          Operation then = baseline.operations().get(name);
          if (then != null && Math.min(then.count(), now.count()) >= ENOUGH) {
            compare(slower, name + " p50", now.p50(), then.p50(), tolerance);
            compare(slower, name + " p95", now.p95(), then.p95(), tolerance);
          }
        });
    return slower;
  }

  private static void compare(
      List<String> slower, String what, double now, double then, double tolerance) {
    if (then > 0 && now / then > tolerance) {
      slower.add(
          String.format(
              Locale.ROOT,
              "%s is %.1f ms, %.2f times the baseline's %.1f ms",
              what,
              now,
              now / then,
              then));
    }
  }

  /** How many operations can be compared with a baseline. */
  long comparable(LoadReport baseline) {
    return operations.entrySet().stream()
        .filter(
            now -> {
              Operation then = baseline.operations().get(now.getKey());
              return then != null && Math.min(then.count(), now.getValue().count()) >= ENOUGH;
            })
        .count();
  }
}
