package ecommerce.local.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A filter pattern: terms (all must occur; {@code ?a ?b} any; {@code -a} none), {@code %regular
 * expressions%}, or a condition on JSON messages in braces. Patterns of space-delimited fields
 * ({@code [a, b]}) are refused.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter
 *     pattern syntax</a>
 */
interface FilterPattern {

  boolean matches(String message);

  /**
   * @throws software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException where it
   *     cannot be understood
   */
  static FilterPattern of(String text) {
    String pattern = text.strip();
    if (pattern.isEmpty()) {
      return message -> true;
    }
    if (pattern.startsWith("{")) {
      return new JsonCondition(pattern);
    }
    if (pattern.startsWith("[")) {
      throw Refusals.invalid(
          "Invalid filter pattern: space-delimited fields are not supported by this environment");
    }
    return terms(pattern);
  }

  private static FilterPattern terms(String text) {
    Matcher term =
        Pattern.compile("\\G\\s*([?-]?)(?:\"((?:[^\"\\\\]|\\\\.)*)\"|%([^%]+)%|([^\\s\"%]+))")
            .matcher(text);
    List<Predicate<String>> all = new ArrayList<>();
    List<Predicate<String>> any = new ArrayList<>();
    int end = 0;
    while (term.find()) {
      end = term.end();
      Predicate<String> occurs = occurs(term);
      switch (term.group(1)) {
        case "?" -> any.add(occurs);
        case "-" -> all.add(occurs.negate());
        default -> all.add(occurs);
      }
    }
    if (end < text.length()) {
      throw Refusals.invalid("Invalid filter pattern at: " + text.substring(end));
    }
    // Optional terms count only where there are no others.
    return all.isEmpty()
        ? message -> any.stream().anyMatch(one -> one.test(message))
        : message -> all.stream().allMatch(one -> one.test(message));
  }

  private static Predicate<String> occurs(Matcher term) {
    if (term.group(3) != null) {
      return regex(term.group(3));
    }
    String wanted =
        term.group(2) != null ? term.group(2).replaceAll("\\\\(.)", "$1") : term.group(4);
    return message -> message.contains(wanted);
  }

  /** Whether an expression is found in a text. */
  static Predicate<String> regex(String expression) {
    try {
      return Pattern.compile(expression).asPredicate();
    } catch (PatternSyntaxException e) {
      throw Refusals.invalid("Invalid filter pattern: " + e.getDescription());
    }
  }
}
