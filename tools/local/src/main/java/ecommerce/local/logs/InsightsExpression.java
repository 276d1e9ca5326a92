package ecommerce.local.logs;

import ecommerce.local.logs.InsightsTokens.Kind;
import ecommerce.local.logs.InsightsTokens.Token;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** An expression of a query: its value for a row. */
interface InsightsExpression extends Function<Map<String, Object>, Object> {

  static InsightsExpression parse(InsightsTokens tokens) {
    InsightsExpression left = and(tokens);
    while (tokens.accept("or")) {
      InsightsExpression a = left;
      InsightsExpression b = and(tokens);
      left = row -> InsightsValues.truth(a.apply(row)) || InsightsValues.truth(b.apply(row));
    }
    return left;
  }

  private static InsightsExpression and(InsightsTokens tokens) {
    InsightsExpression left = not(tokens);
    while (tokens.accept("and")) {
      InsightsExpression a = left;
      InsightsExpression b = not(tokens);
      left = row -> InsightsValues.truth(a.apply(row)) && InsightsValues.truth(b.apply(row));
    }
    return left;
  }

  private static InsightsExpression not(InsightsTokens tokens) {
    if (tokens.accept("not")) {
      InsightsExpression of = not(tokens);
      return row -> !InsightsValues.truth(of.apply(row));
    }
    return comparison(tokens);
  }

  private static InsightsExpression comparison(InsightsTokens tokens) {
    InsightsExpression left = sum(tokens);
    boolean negated = tokens.accept("not");
    if (tokens.accept("like") || tokens.accept("=~")) {
      Pattern pattern = pattern(tokens.take());
      return row -> pattern.matcher(InsightsValues.text(left.apply(row))).find() != negated;
    }
    if (tokens.accept("in")) {
      List<InsightsExpression> values = list(tokens, "[", "]");
      return row -> {
        Object value = left.apply(row);
        return values.stream().anyMatch(each -> same(value, each.apply(row))) != negated;
      };
    }
    for (String operator : List.of("=", "!=", "<=", ">=", "<", ">")) {
      if (tokens.accept(operator)) {
        InsightsExpression right = sum(tokens);
        return row -> holds(operator, left.apply(row), right.apply(row));
      }
    }
    return left;
  }

  /** Of a text, the text itself. */
  private static Pattern pattern(Token token) {
    try {
      return switch (token.kind()) {
        case REGEX -> Pattern.compile(token.text());
        case STRING -> Pattern.compile(Pattern.quote(token.text()));
        default -> throw InsightsQuery.malformed("a text or /regex/ was expected: " + token.text());
      };
    } catch (PatternSyntaxException e) {
      throw InsightsQuery.malformed(e.getDescription());
    }
  }

  private static boolean same(Object left, Object right) {
    return left != null && right != null && InsightsValues.compare(left, right) == 0;
  }

  private static boolean holds(String operator, Object left, Object right) {
    if (operator.equals("!=")) {
      return !same(left, right);
    }
    if (left == null || right == null) {
      return false;
    }
    int order = InsightsValues.compare(left, right);
    return switch (operator) {
      case "=" -> order == 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static InsightsExpression sum(InsightsTokens tokens) {
    InsightsExpression left = product(tokens);
    while (tokens.peek().is("+") || tokens.peek().is("-")) {
      boolean plus = tokens.take().is("+");
      left = numeric(left, product(tokens), plus ? Double::sum : (a, b) -> a - b);
    }
    return left;
  }

  private static InsightsExpression product(InsightsTokens tokens) {
    InsightsExpression left = unary(tokens);
    while (tokens.peek().is("*") || tokens.peek().is("/") || tokens.peek().is("%")) {
      String operator = tokens.take().text();
      BinaryOperator<Double> of =
          operator.equals("*")
              ? (a, b) -> a * b
              : operator.equals("/") ? (a, b) -> a / b : (a, b) -> a % b;
      left = numeric(left, unary(tokens), of);
    }
    return left;
  }

  private static InsightsExpression numeric(
      InsightsExpression left, InsightsExpression right, BinaryOperator<Double> operator) {
    return row ->
        InsightsValues.number(left.apply(row))
            .flatMap(a -> InsightsValues.number(right.apply(row)).map(b -> operator.apply(a, b)))
            .filter(Double::isFinite)
            .orElse(null);
  }

  private static InsightsExpression unary(InsightsTokens tokens) {
    if (tokens.accept("-")) {
      return numeric(row -> 0.0, unary(tokens), (a, b) -> a - b);
    }
    if (tokens.accept("(")) {
      InsightsExpression inside = parse(tokens);
      tokens.expect(")");
      return inside;
    }
    Token token = tokens.take();
    return switch (token.kind()) {
      case NUMBER -> {
        Double number = Double.valueOf(token.text());
        yield row -> number;
      }
      case STRING -> row -> token.text();
      case QUOTED_NAME -> row -> row.get(token.text());
      case WORD ->
          tokens.peek().is("(") ? call(token.text(), tokens) : row -> row.get(token.text());
      default -> throw InsightsQuery.malformed("unexpected " + token.text());
    };
  }

  private static List<InsightsExpression> list(InsightsTokens tokens, String open, String close) {
    tokens.expect(open);
    List<InsightsExpression> values = new ArrayList<>();
    while (!tokens.accept(close)) {
      values.add(parse(tokens));
      if (!tokens.peek().is(close)) {
        tokens.expect(",");
      }
    }
    return values;
  }

  private static InsightsExpression call(String name, InsightsTokens tokens) {
    String function = name.toLowerCase(Locale.ROOT);
    if (function.equals("bin")) {
      tokens.expect("(");
      long millis = span(tokens.take());
      tokens.expect(")");
      return row ->
          row.get("@timestamp") instanceof Instant time
              ? Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), millis) * millis)
              : null;
    }
    List<InsightsExpression> of = list(tokens, "(", ")");
    if (of.isEmpty()) {
      throw InsightsQuery.malformed(name + " needs an argument");
    }
    InsightsExpression first = of.getFirst();
    InsightsExpression second = of.get(of.size() > 1 ? 1 : 0);
    return switch (function) {
      case "abs" -> numeric(first, first, (a, b) -> Math.abs(a));
      case "ceil" -> numeric(first, first, (a, b) -> Math.ceil(a));
      case "floor" -> numeric(first, first, (a, b) -> Math.floor(a));
      case "ispresent" -> row -> first.apply(row) != null;
      case "isempty" -> row -> InsightsValues.text(first.apply(row)).isEmpty();
      case "isblank" -> row -> InsightsValues.text(first.apply(row)).isBlank();
      case "strlen" -> row -> (double) InsightsValues.text(first.apply(row)).length();
      case "toupper" -> row -> InsightsValues.text(first.apply(row)).toUpperCase(Locale.ROOT);
      case "tolower" -> row -> InsightsValues.text(first.apply(row)).toLowerCase(Locale.ROOT);
      case "trim" -> row -> InsightsValues.text(first.apply(row)).strip();
      case "strcontains" ->
          row ->
              InsightsValues.text(first.apply(row))
                  .contains(InsightsValues.text(second.apply(row)));
      case "coalesce" ->
          row ->
              of.stream()
                  .map(each -> each.apply(row))
                  .filter(Objects::nonNull)
                  .findFirst()
                  .orElse(null);
      case "concat" ->
          row ->
              of.stream()
                  .map(each -> InsightsValues.text(each.apply(row)))
                  .reduce("", String::concat);
      default ->
          throw InsightsQuery.malformed(
              "the function " + name + " is not offered by this environment");
    };
  }

  private static long span(Token token) {
    if (token.kind() != Kind.SPAN) {
      throw InsightsQuery.malformed("a span of time (5m) was expected: " + token.text());
    }
    long number = Long.parseLong(token.text().replaceAll("\\D", ""));
    long millis =
        switch (token.text().replaceAll("\\d", "")) {
          case "ms" -> number;
          case "s" -> TimeUnit.SECONDS.toMillis(number);
          case "m" -> TimeUnit.MINUTES.toMillis(number);
          case "h" -> TimeUnit.HOURS.toMillis(number);
          case "d" -> TimeUnit.DAYS.toMillis(number);
          default -> TimeUnit.DAYS.toMillis(7 * number);
        };
    if (millis == 0) {
      throw InsightsQuery.malformed("a span of time cannot be 0");
    }
    return millis;
  }
}
