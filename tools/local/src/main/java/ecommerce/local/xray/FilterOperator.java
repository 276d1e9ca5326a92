package ecommerce.local.xray;

import java.util.Locale;
import java.util.Set;

/** What filter expressions compare by. */
final class FilterOperator {

  private static final Set<String> ALL =
      Set.of("=", "!=", "<", ">", "<=", ">=", "contains", "beginswith", "endswith");

  private FilterOperator() {}

  static boolean isOne(String text) {
    return ALL.contains(text.toLowerCase(Locale.ROOT));
  }

  static boolean compare(String operator, double value, double wanted) {
    return switch (operator) {
      case "=" -> value == wanted;
      case "!=" -> value != wanted;
      case "<" -> value < wanted;
      case ">" -> value > wanted;
      case "<=" -> value <= wanted;
      case ">=" -> value >= wanted;
      default -> throw unknown(operator);
    };
  }

  static boolean compare(String operator, String value, String wanted) {
    return switch (operator.toLowerCase(Locale.ROOT)) {
      case "=" -> value.equals(wanted);
      case "!=" -> !value.equals(wanted);
      case "contains" -> value.contains(wanted);
      case "beginswith" -> value.startsWith(wanted);
      case "endswith" -> value.endsWith(wanted);
      default -> throw unknown(operator);
    };
  }

  private static RuntimeException unknown(String operator) {
    return Refusals.invalid("Invalid filter expression: no such operator here: " + operator);
  }
}
