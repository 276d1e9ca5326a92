package ecommerce.local.logs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;

/**
 * One event.
 *
 * @param id ascending within its group, in the order of arrival
 * @param timestamp when it happened, in milliseconds since the epoch
 * @param ingestion when it came
 */
record LogEvent(long id, long timestamp, long ingestion, String stream, String message) {

  static final Comparator<LogEvent> BY_TIME =
      Comparator.comparingLong(LogEvent::timestamp).thenComparingLong(LogEvent::id);

  /** As CloudWatch's: 56 digits, ascending. */
  String eventId() {
    return String.format("%020d%036d", timestamp, id);
  }

  /** A line of a file, without its end. */
  String line() {
    return id + "\t" + timestamp + "\t" + ingestion + "\t" + stream + "\t" + escape(message);
  }

  /** Empty where the line is damaged: the last one before the process was killed may be. */
  static Optional<LogEvent> of(String line) {
    String[] parts = line.split("\t", 5);
    try {
      return parts.length < 5
          ? Optional.empty()
          : Optional.of(
              new LogEvent(
                  Long.parseLong(parts[0]),
                  Long.parseLong(parts[1]),
                  Long.parseLong(parts[2]),
                  parts[3],
                  unescape(parts[4])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String escape(String text) {
    return text.indexOf('\n') < 0 && text.indexOf('\r') < 0 && text.indexOf('\\') < 0
        ? text
        : text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        plain.append(c);
        continue;
      }
      char escaped = text.charAt(++i);
      plain.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
    }
    return plain.toString();
  }

  /** Where a page ends: the next begins behind it. */
  String token() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((timestamp + "/" + id).getBytes(StandardCharsets.UTF_8));
  }
}
