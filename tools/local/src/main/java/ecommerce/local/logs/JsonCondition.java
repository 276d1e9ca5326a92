package ecommerce.local.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code { $.level = "ERROR" && ($.latency > 100 || $.user NOT EXISTS) }}: a condition on messages
 * that are JSON. A value may be a {@code %regular expression%}.
 */
final class JsonCondition implements FilterPattern {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(\\$[^\\s=!<>()&|}]*|%[^%]+%|\"(?:[^\"\\\\]|\\\\.)*\"|&&|\\|\\||[<>!]?=|[<>(){}]|[^\\s=!<>()&|{}\"]+)");

  private final List<String> tokens = new ArrayList<>();
  private final Predicate<JsonNode> condition;
  private int next;

  JsonCondition(String text) {
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.lookingAt() || matcher.find(end) && matcher.start() == end) {
      tokens.add(matcher.group(1));
      end = matcher.end();
      matcher.region(end, text.length());
    }
    if (!text.substring(end).isBlank()) {
      throw invalid("unexpected " + text.substring(end).strip());
    }
    expect("{");
    condition = or();
    expect("}");
    if (next < tokens.size()) {
      throw invalid("unexpected " + tokens.get(next));
    }
  }

  @Override
  public boolean matches(String message) {
    if (!message.stripLeading().startsWith("{")) {
      return false;
    }
    try {
      return condition.test(JSON.readTree(message));
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private Predicate<JsonNode> or() {
    Predicate<JsonNode> left = and();
    while (accept("||")) {
      left = left.or(and());
    }
    return left;
  }

  private Predicate<JsonNode> and() {
    Predicate<JsonNode> left = one();
    while (accept("&&")) {
      left = left.and(one());
    }
    return left;
  }

  private Predicate<JsonNode> one() {
    if (accept("(")) {
      Predicate<JsonNode> inner = or();
      expect(")");
      return inner;
    }
    Selector selector = Selector.of(take());
    String operator = take();
    return switch (operator) {
      case "=" -> compare(selector, equal(take()));
      case "!=" -> compare(selector, equal(take()).negate());
      case "<", "<=", ">", ">=" -> compare(selector, order(operator, take()));
      case "IS" -> is(selector, take());
      case "NOT" -> {
        expect("EXISTS");
        yield json -> selector.in(json).isMissingNode();
      }
      case "EXISTS" -> json -> !selector.in(json).isMissingNode();
      default -> throw invalid("unknown operator " + operator);
    };
  }

  /** Missing members satisfy no comparison. */
  private static Predicate<JsonNode> compare(Selector selector, Predicate<JsonNode> test) {
    return json -> !selector.in(json).isMissingNode() && test.test(selector.in(json));
  }

  private static Predicate<JsonNode> is(Selector selector, String what) {
    return switch (what) {
      case "NULL" -> json -> selector.in(json).isNull();
      case "TRUE" -> json -> selector.in(json).isBoolean() && selector.in(json).booleanValue();
      case "FALSE" -> json -> selector.in(json).isBoolean() && !selector.in(json).booleanValue();
      default -> throw invalid("IS " + what + " is not known");
    };
  }

  private static Predicate<JsonNode> equal(String operand) {
    if (operand.length() > 2 && operand.startsWith("%") && operand.endsWith("%")) {
      Predicate<String> found = FilterPattern.regex(operand.substring(1, operand.length() - 1));
      return value -> value.isValueNode() && found.test(value.asText());
    }
    boolean quoted = operand.startsWith("\"");
    String text =
        quoted ? operand.substring(1, operand.length() - 1).replaceAll("\\\\(.)", "$1") : operand;
    if (!quoted && text.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")) {
      BigDecimal number = new BigDecimal(text);
      return value ->
          value.isNumber()
              ? value.decimalValue().compareTo(number) == 0
              : value.asText().equals(text);
    }
    if (text.contains("*")) {
      Pattern pattern =
          Pattern.compile(("\\Q" + text + "\\E").replace("*", "\\E.*\\Q"), Pattern.DOTALL);
      return value -> value.isValueNode() && pattern.matcher(value.asText()).matches();
    }
    return value -> value.isValueNode() && value.asText().equals(text);
  }

  private static Predicate<JsonNode> order(String operator, String operand) {
    BigDecimal number;
    try {
      number = new BigDecimal(operand);
    } catch (NumberFormatException e) {
      throw invalid(operand + " is not a number");
    }
    return value -> {
      if (!value.isNumber()) {
        return false;
      }
      int order = value.decimalValue().compareTo(number);
      return switch (operator) {
        case "<" -> order < 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        default -> order >= 0;
      };
    };
  }

  private String take() {
    if (next >= tokens.size()) {
      throw invalid("it ends too early");
    }
    return tokens.get(next++);
  }

  private boolean accept(String token) {
    if (next < tokens.size() && tokens.get(next).equals(token)) {
      next++;
      return true;
    }
    return false;
  }

  private void expect(String token) {
    if (!accept(token)) {
      throw invalid(token + " was expected");
    }
  }

  private static RuntimeException invalid(String why) {
    return Refusals.invalid("Invalid filter pattern: " + why);
  }
}
