package ecommerce.local.iam;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** The comparisons behind the condition operators. */
final class Comparisons {

  private Comparisons() {}

  /** Text as it is. */
  static Comparison text(BiPredicate<String, String> test) {
    return test::test;
  }

  /** Text with wildcards. */
  static Comparison pattern(BiPredicate<String, String> test) {
    return new Comparison() {
      @Override
      public boolean test(String expected, String actual) {
        return test.test(expected, actual);
      }

      @Override
      public boolean wildcards() {
        return true;
      }
    };
  }

  static Comparison number(IntPredicate sign) {
    return ordered(BigDecimal::new, sign);
  }

  static Comparison date(IntPredicate sign) {
    return ordered(Comparisons::instant, sign);
  }

  /**
   * Values of a type with an order; the test gets the sign of (request's value compared to policy's
   * value).
   */
  private static <T extends Comparable<T>> Comparison ordered(
      Function<String, T> parse, IntPredicate sign) {
    return parsed(parse, parse, (expected, actual) -> sign.test(actual.compareTo(expected)));
  }

  /** Values of two types; a value of the request that is of another form does not match. */
  static <E, A> Comparison parsed(
      Function<String, E> expect, Function<String, A> take, BiPredicate<E, A> test) {
    return new Comparison() {
      @Override
      public boolean test(String expected, String actual) {
        try {
          return test.test(expect.apply(expected), take.apply(actual));
        } catch (IllegalArgumentException | DateTimeException e) {
          return false;
        }
      }

      @Override
      public void check(String expected) {
        try {
          expect.apply(expected);
        } catch (DateTimeException e) {
          throw new IllegalArgumentException(expected, e);
        }
      }
    };
  }

  static Boolean flag(String text) {
    return switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Instant instant(String text) {
    if (text.matches("\\d+")) {
      return Instant.ofEpochSecond(Long.parseLong(text));
    }
    return OffsetDateTime.parse(text.matches("\\d{4}-\\d\\d-\\d\\d") ? text + "T00:00:00Z" : text)
        .toInstant();
  }
}
