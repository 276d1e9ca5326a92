package ecommerce.local.logs;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;

/** The values of a query: texts, numbers, times, truth, or null for none. */
final class InsightsValues {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  /** Nothing comes first, numbers before texts. */
  static final Comparator<Object> ORDER = InsightsValues::compare;

  private InsightsValues() {}

  static String text(Object value) {
    return switch (value) {
      case null -> "";
      case Double number ->
          BigDecimal.valueOf(number)
              .setScale(4, RoundingMode.HALF_UP)
              .stripTrailingZeros()
              .toPlainString();
      case Instant time -> TIME.format(time);
      case Boolean truth -> truth ? "1" : "0";
      default -> value.toString();
    };
  }

  static Optional<Double> number(Object value) {
    return switch (value) {
      case null -> Optional.empty();
      case Double number -> Optional.of(number);
      case Instant time -> Optional.of((double) time.toEpochMilli());
      case Boolean truth -> Optional.of(truth ? 1.0 : 0.0);
      default -> parsed(value.toString());
    };
  }

  private static Optional<Double> parsed(String text) {
    return text.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")
        ? Optional.of(Double.valueOf(text))
        : Optional.empty();
  }

  static boolean truth(Object value) {
    return switch (value) {
      case null -> false;
      case Boolean truth -> truth;
      default -> number(value).map(number -> number != 0).orElse(false);
    };
  }

  static int compare(Object left, Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left != null, right != null);
    }
    Optional<Double> a = number(left);
    Optional<Double> b = number(right);
    if (a.isPresent() && b.isPresent()) {
      return Double.compare(a.get(), b.get());
    }
    return a.isPresent() != b.isPresent()
        ? (a.isPresent() ? -1 : 1)
        : text(left).compareTo(text(right));
  }
}
