package ecommerce.cli.load;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * What a load run has seen: durations by operation, to three digits, and errors by reason. Many
 * write, anyone may read.
 */
final class LoadRecord {

  /** Longer durations count as this. */
  private static final long LONGEST_MICROS = Duration.ofMinutes(10).toNanos() / 1000;

  private final Map<String, Histogram> durations = new ConcurrentSkipListMap<>();
  private final Map<String, AtomicLong> errors = new ConcurrentHashMap<>();
  private final AtomicLong begun = new AtomicLong();
  private final AtomicLong ordered = new AtomicLong();
  private final AtomicLong fulfilled = new AtomicLong();

  void begun() {
    begun.incrementAndGet();
  }

  void ordered() {
    ordered.incrementAndGet();
  }

  void fulfilled() {
    fulfilled.incrementAndGet();
  }

  void took(String operation, Duration duration) {
    long micros = Math.clamp(duration.toNanos() / 1000, 0, LONGEST_MICROS);
    durations
        .computeIfAbsent(operation, any -> new ConcurrentHistogram(LONGEST_MICROS, 3))
        .recordValue(micros);
  }

  /** What differs from case to case (ids, numbers of them) is left out of the reason. */
  void failed(String reason) {
    String plain =
        reason
            .replaceAll("[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}", "…")
            .replaceAll("https?://\\S+", "…")
            .replace('\n', ' ');
    errors
        .computeIfAbsent(
            plain.length() > 160 ? plain.substring(0, 160) + "…" : plain, any -> new AtomicLong())
        .incrementAndGet();
  }

  LoadReport report(String plan, Duration ran) {
    Map<String, LoadReport.Operation> operations = new TreeMap<>();
    durations.forEach((name, of) -> operations.put(name, operation(of.copy())));
    Map<String, Long> reasons = new TreeMap<>();
    errors.forEach((reason, count) -> reasons.put(reason, count.get()));
    return new LoadReport(
        plan,
        ran.toMillis() / 1000.0,
        begun.get(),
        ordered.get(),
        fulfilled.get(),
        ordered.get() * 60_000.0 / Math.max(1, ran.toMillis()),
        operations,
        reasons);
  }

  private static LoadReport.Operation operation(Histogram of) {
    return new LoadReport.Operation(
        of.getTotalCount(),
        millis(of.getValueAtPercentile(50)),
        millis(of.getValueAtPercentile(95)),
        millis(of.getValueAtPercentile(99)),
        millis(of.getMaxValue()));
  }

  private static double millis(long micros) {
    return micros / 1000.0;
  }
}
