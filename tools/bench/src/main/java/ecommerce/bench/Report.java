package ecommerce.bench;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Lambda says at the end of an invocation.
 *
 * @param ended milliseconds of the epoch
 * @param milliseconds its duration
 * @param start milliseconds that its execution environment took to be initialised, or restored from
 *     a snapshot, where it was its first invocation
 */
record Report(
    String requestId, String function, long ended, double milliseconds, OptionalDouble start) {

  private static final Pattern REQUEST = Pattern.compile("^REPORT RequestId: (\\S+)");
  private static final Pattern DURATION = Pattern.compile("\\tDuration: ([0-9.]+) ms");
  private static final Pattern START =
      Pattern.compile("\\t(?:Init|Restore) Duration: ([0-9.]+) ms");

  /**
   * @throws IllegalArgumentException where the line is no report
   */
  static Report of(String line, String function, long ended) {
    Matcher request = REQUEST.matcher(line);
    Matcher duration = DURATION.matcher(line);
    if (!request.find() || !duration.find()) {
      throw new IllegalArgumentException("no REPORT line: " + line);
    }
    Matcher start = START.matcher(line);
    OptionalDouble startMilliseconds =
        start.find()
            ? OptionalDouble.of(Double.parseDouble(start.group(1)))
            : OptionalDouble.empty();
    return new Report(
        request.group(1),
        function,
        ended,
        Double.parseDouble(duration.group(1)),
        startMilliseconds);
  }

  double begun() {
    return ended - milliseconds;
  }
}
