package ecommerce.local.iam;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One condition of a statement: an operator, a key of the request and the values that it may have.
 *
 * @param optional {@code …IfExists}: holds where the request does not have the key
 */
record Condition(
    Quantifier quantifier,
    Operator operator,
    boolean optional,
    String key,
    List<PolicyText> values) {

  enum Quantifier {
    NONE(""),
    FOR_ALL_VALUES("ForAllValues:"),
    FOR_ANY_VALUE("ForAnyValue:");

    final String prefix;

    Quantifier(String prefix) {
      this.prefix = prefix;
    }
  }

  private static final String IF_EXISTS = "IfExists";

  Condition {
    values = List.copyOf(values);
  }

  /**
   * @param operator as written, e.g. {@code ForAnyValue:StringLikeIfExists}
   * @throws MalformedPolicy where there is no such operator, or it cannot compare with a value
   */
  static Condition of(String operator, String key, List<String> values, boolean variables) {
    Quantifier quantifier =
        operator.startsWith(Quantifier.FOR_ALL_VALUES.prefix)
            ? Quantifier.FOR_ALL_VALUES
            : operator.startsWith(Quantifier.FOR_ANY_VALUE.prefix)
                ? Quantifier.FOR_ANY_VALUE
                : Quantifier.NONE;
    String name = operator.substring(quantifier.prefix.length());
    boolean optional = name.endsWith(IF_EXISTS);
    String plain = optional ? name.substring(0, name.length() - IF_EXISTS.length()) : name;
    Operator known =
        Operator.named(plain)
            .filter(
                found -> !found.name().equals(Operator.NULL) || name.equals(operator) && !optional)
            .orElseThrow(() -> new MalformedPolicy("Invalid Condition type : " + operator + "."));
    boolean wildcards = known.comparison().wildcards();
    List<PolicyText> texts =
        values.stream()
            .map(value -> checked(known, PolicyText.of(value, wildcards, variables), value))
            .toList();
    return new Condition(quantifier, known, optional, key, texts);
  }

  private static PolicyText checked(Operator operator, PolicyText text, String source) {
    try {
      text.constant().ifPresent(operator.comparison()::check);
      return text;
    } catch (IllegalArgumentException e) {
      throw new MalformedPolicy(
          "The value \"" + source + "\" is not valid for the condition " + operator.name() + ".");
    }
  }

  boolean holds(RequestContext context) {
    Optional<List<String>> given = context.all(key);
    if (operator.name().equals(Operator.NULL)) {
      String absent = Boolean.toString(given.isEmpty());
      return values.stream()
          .anyMatch(value -> operator.comparison().test(value.constant().orElse(""), absent));
    }
    if (given.isEmpty()) {
      return switch (quantifier) {
        case FOR_ALL_VALUES -> true;
        case FOR_ANY_VALUE -> optional;
        case NONE -> optional || operator.negated();
      };
    }
    List<String> expected =
        values.stream().flatMap(value -> value.expand(context).stream()).toList();
    Predicate<String> listed =
        actual -> expected.stream().anyMatch(value -> operator.comparison().test(value, actual));
    return switch (quantifier) {
      case FOR_ALL_VALUES ->
          given.get().stream().allMatch(operator.negated() ? listed.negate() : listed);
      case FOR_ANY_VALUE ->
          given.get().stream().anyMatch(operator.negated() ? listed.negate() : listed);
      case NONE -> operator.negated() != given.get().stream().anyMatch(listed);
    };
  }
}
