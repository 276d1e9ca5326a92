package ecommerce.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a parameter's declaration asks of its value: AllowedValues, AllowedPattern, lengths and
 * bounds.
 */
record ParameterRules(String name, Node.Mapping declared) {

  void check(String text, String type) {
    boolean list = type.equals("CommaDelimitedList") || type.startsWith("List<");
    for (String value : list ? text.split("\\s*,\\s*") : new String[] {text}) {
      allowed(value);
    }
    if (!type.equals("Number")) {
      pattern(text);
      bound(
          "MinLength",
          limit -> BigDecimal.valueOf(text.length()).compareTo(limit) >= 0,
          "is shorter than",
          text);
      bound(
          "MaxLength",
          limit -> BigDecimal.valueOf(text.length()).compareTo(limit) <= 0,
          "is longer than",
          text);
    } else {
      number(text)
          .ifPresent(
              number -> {
                bound("MinValue", limit -> number.compareTo(limit) >= 0, "is below", text);
                bound("MaxValue", limit -> number.compareTo(limit) <= 0, "is above", text);
              });
    }
  }

  private void allowed(String value) {
    declared
        .get("AllowedValues")
        .ifPresent(
            node -> {
              if (!(node instanceof Node.Sequence list)) {
                throw Parameters.wrong(node, name, "has AllowedValues that are no list");
              }
              List<String> values =
                  list.items().stream().map(item -> item.json().asText()).toList();
              if (!values.contains(value)) {
                throw refused("is not one of " + String.join(", ", values), value);
              }
            });
  }

  private void pattern(String text) {
    declared
        .get("AllowedPattern")
        .ifPresent(
            node -> {
              try {
                if (!Pattern.matches(node.json().asText(), text)) {
                  throw refused("does not match " + node.json().asText(), text);
                }
              } catch (PatternSyntaxException e) {
                throw Parameters.wrong(
                    node,
                    name,
                    "has an AllowedPattern that is no regular expression: " + e.getDescription());
              }
            });
  }

  private interface Test {
    boolean holds(BigDecimal limit);
  }

  private void bound(String key, Test test, String otherwise, String text) {
    declared
        .get(key)
        .ifPresent(
            node -> {
              BigDecimal limit =
                  number(node.json().asText())
                      .orElseThrow(
                          () ->
                              Parameters.wrong(node, name, "has a " + key + " that is no number"));
              if (!test.holds(limit)) {
                throw refused(otherwise + " " + limit.toPlainString(), text);
              }
            });
  }

  private TemplateException refused(String what, String value) {
    boolean secret = declared.get("NoEcho").filter(flag -> flag.json().asBoolean()).isPresent();
    String reason =
        declared
            .get("ConstraintDescription")
            .map(text -> " (" + text.json().asText() + ")")
            .orElse("");
    return Parameters.wrong(declared, name, what + (secret ? "" : ": " + value) + reason);
  }

  static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A whole number as such, whatever zeros follow its point. */
  static JsonNode json(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0
        ? YamlScalar.whole(number.toBigIntegerExact())
        : JsonNodeFactory.instance.numberNode(number.doubleValue());
  }
}
