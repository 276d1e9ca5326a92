package ecommerce.local.cloudwatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression of CloudWatch's metric math: operators, comparisons, {@code AND} and {@code OR},
 * and the {@linkplain MathFunctions functions} that are offered.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html">Metric
 *     math</a>
 */
final class MathExpression {

  /** A part of an expression, ready to be worked out. */
  interface Term {
    MathValue in(MathScope scope);
  }

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(\\d+\\.?\\d*(?:[eE][+-]?\\d+)?|\\.\\d+)|([A-Za-z_][A-Za-z0-9_]*)"
              + "|\"([^\"]*)\"|'([^']*)'|(==|!=|<=|>=|&&|\\|\\||[-+*/^<>(),\\[\\]]))");

  private static final List<Map<String, DoubleBinaryOperator>> LEVELS =
      List.of(
          Map.of("||", MathExpression::or, "OR", MathExpression::or),
          Map.of("&&", MathExpression::and, "AND", MathExpression::and),
          Map.of(
              "==", (a, b) -> a == b ? 1 : 0,
              "!=", (a, b) -> a != b ? 1 : 0,
              "<", (a, b) -> a < b ? 1 : 0,
              ">", (a, b) -> a > b ? 1 : 0,
              "<=", (a, b) -> a <= b ? 1 : 0,
              ">=", (a, b) -> a >= b ? 1 : 0),
          Map.of("+", Double::sum, "-", (a, b) -> a - b),
          Map.of("*", (a, b) -> a * b, "/", (a, b) -> a / b),
          Map.of("^", Math::pow));

  private enum Kind {
    NUMBER,
    NAME,
    TEXT,
    SIGN
  }

  private record Token(Kind kind, String text) {}

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int next;

  private MathExpression(String source) {
    this.source = source;
    Matcher token = TOKEN.matcher(source.strip());
    int at = 0;
    while (at < source.strip().length()) {
      if (!token.find(at) || token.start() != at) {
        throw wrong("it is not understood from '" + source.strip().substring(at) + "'");
      }
      tokens.add(token(token));
      at = token.end();
    }
  }

  /**
   * @throws ecommerce.local.wire.Fault where it is no expression, or uses a function that is not
   *     offered
   */
  static Term parse(String text) {
    MathExpression expression = new MathExpression(text);
    Term term = expression.level(0);
    if (expression.next < expression.tokens.size()) {
      throw expression.wrong(
          "'" + expression.tokens.get(expression.next).text() + "' was not expected");
    }
    return term;
  }

  private static Token token(Matcher token) {
    if (token.group(1) != null) {
      return new Token(Kind.NUMBER, token.group(1));
    }
    if (token.group(2) != null) {
      return new Token(Kind.NAME, token.group(2));
    }
    if (token.group(5) != null) {
      return new Token(Kind.SIGN, token.group(5));
    }
    return new Token(Kind.TEXT, token.group(3) == null ? token.group(4) : token.group(3));
  }

  private Term level(int depth) {
    if (depth == LEVELS.size()) {
      return unary();
    }
    Term left = level(depth + 1);
    while (next < tokens.size()
        && tokens.get(next).kind() != Kind.TEXT
        && LEVELS.get(depth).containsKey(tokens.get(next).text())) {
      DoubleBinaryOperator operator = LEVELS.get(depth).get(tokens.get(next++).text());
      Term first = left;
      Term second = level(depth + 1);
      left = scope -> MathValue.combine(first.in(scope), second.in(scope), operator);
    }
    return left;
  }

  private Term unary() {
    if (take("-")) {
      Term term = unary();
      return scope ->
          MathValue.combine(new MathValue.Scalar(0), term.in(scope), (zero, value) -> zero - value);
    }
    return single();
  }

  private Term single() {
    if (next >= tokens.size()) {
      throw wrong("it ends too early");
    }
    Token token = tokens.get(next++);
    return switch (token.kind()) {
      case NUMBER -> {
        double number = Double.parseDouble(token.text());
        yield scope -> new MathValue.Scalar(number);
      }
      case TEXT -> throw wrong("a text was not expected: '" + token.text() + "'");
      case NAME -> take("(") ? call(token.text()) : reference(token.text());
      case SIGN ->
          switch (token.text()) {
            case "(" -> {
              Term inside = level(0);
              expect(")");
              yield inside;
            }
            case "[" -> array();
            default -> throw wrong("'" + token.text() + "' was not expected");
          };
    };
  }

  private Term reference(String name) {
    if (name.equals("REPEAT") || name.equals("LINEAR")) {
      throw wrong(name + " stands in FILL only");
    }
    return scope -> scope.value(name);
  }

  private Term array() {
    List<Term> elements = new ArrayList<>();
    do {
      elements.add(level(0));
    } while (take(","));
    expect("]");
    return scope -> MathFunctions.array(elements.stream().map(term -> term.in(scope)).toList());
  }

  private Term call(String function) {
    List<Term> arguments = new ArrayList<>();
    String text = "";
    if (!take(")")) {
      do {
        Token token = next < tokens.size() ? tokens.get(next) : new Token(Kind.SIGN, "");
        boolean word =
            token.kind() == Kind.TEXT
                || token.kind() == Kind.NAME
                    && (token.text().equals("REPEAT") || token.text().equals("LINEAR"));
        if (word) {
          text = token.text();
          next++;
        } else {
          arguments.add(level(0));
        }
      } while (take(","));
      expect(")");
    }
    return MathFunctions.call(function, arguments, text);
  }

  private boolean take(String sign) {
    boolean there =
        next < tokens.size()
            && tokens.get(next).kind() == Kind.SIGN
            && tokens.get(next).text().equals(sign);
    next += there ? 1 : 0;
    return there;
  }

  private void expect(String sign) {
    if (!take(sign)) {
      throw wrong("'" + sign + "' is missing");
    }
  }

  private RuntimeException wrong(String what) {
    return Refusals.validation("Error in expression '" + source + "': " + what);
  }

  private static double or(double a, double b) {
    return a != 0 || b != 0 ? 1 : 0;
  }

  private static double and(double a, double b) {
    return a != 0 && b != 0 ? 1 : 0;
  }
}
