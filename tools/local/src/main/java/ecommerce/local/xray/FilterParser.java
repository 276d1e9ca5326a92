package ecommerce.local.xray;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.xray.FilterTokens.Kind;
import ecommerce.local.xray.FilterTokens.Token;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Filter expressions: {@code ok error throttle fault partial}, {@code responsetime duration
 * http.status http.url http.method}, {@code annotation.key} and {@code annotation[key]}, {@code
 * service(…) {…}}, {@code id(…)}, AND, OR, NOT and parentheses. Refuses other keywords by name.
 *
 * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-console-filters.html">Filter
 *     expressions</a>
 */
final class FilterParser {

  private static final Set<String> FLAGS = Set.of("ok", "error", "throttle", "fault", "partial");

  private final FilterTokens tokens;

  private FilterParser(String expression) {
    this.tokens = new FilterTokens(expression);
  }

  /** Matches everything where the expression is empty. */
  static Predicate<Subject> parse(String expression) {
    FilterParser parser = new FilterParser(expression);
    if (parser.tokens.peek().kind() == Kind.END) {
      return subject -> true;
    }
    Predicate<Subject> filter = parser.either();
    if (parser.tokens.peek().kind() != Kind.END) {
      throw Refusals.invalid(
          "Invalid filter expression: " + parser.tokens.peek().text() + " is not expected");
    }
    return filter;
  }

  private Predicate<Subject> either() {
    Predicate<Subject> filter = both();
    while (tokens.takes("or")) {
      filter = filter.or(both());
    }
    return filter;
  }

  private Predicate<Subject> both() {
    Predicate<Subject> filter = one();
    while (tokens.takes("and")) {
      filter = filter.and(one());
    }
    return filter;
  }

  private Predicate<Subject> one() {
    if (tokens.takes("not") || tokens.takes("!")) {
      return one().negate();
    }
    if (tokens.takes("(")) {
      Predicate<Subject> filter = either();
      tokens.require(")");
      return filter;
    }
    Token word = tokens.next();
    if (word.kind() != Kind.WORD) {
      throw Refusals.invalid(
          "Invalid filter expression: a keyword is expected, not " + word.text());
    }
    return keyword(word.text());
  }

  private Predicate<Subject> keyword(String keyword) {
    String lower = keyword.toLowerCase(Locale.ROOT);
    if (FLAGS.contains(lower)) {
      return flag(lower);
    }
    if (lower.startsWith("annotation.")) {
      return annotation(keyword.substring("annotation.".length()));
    }
    return switch (lower) {
      case "responsetime" -> number(lower, Subject::responseTime);
      case "duration" -> number(lower, Subject::duration);
      case "http.status" -> number(lower, subject -> (double) subject.status());
      case "http.url" -> text(lower, Subject::url);
      case "http.method" -> text(lower, Subject::method);
      case "annotation" -> {
        tokens.require("[");
        Token key = tokens.next();
        tokens.require("]");
        yield annotation(key.text());
      }
      case "service", "id" -> service(lower);
      default ->
          throw Refusals.invalid(
              "The keyword "
                  + keyword
                  + " of filter expressions is not offered by this environment");
    };
  }

  private Predicate<Subject> flag(String flag) {
    boolean negated = false;
    if (tokens.takes("=")) {
      negated = !Boolean.parseBoolean(tokens.next().text());
    } else if (tokens.takes("!=")) {
      negated = Boolean.parseBoolean(tokens.next().text());
    }
    Predicate<Subject> has = subject -> subject.flags().contains(flag);
    return negated ? has.negate() : has;
  }

  private Predicate<Subject> number(String of, Function<Subject, Double> value) {
    String operator = tokens.next().text();
    Token given = tokens.next();
    if (given.kind() != Kind.NUMBER) {
      throw Refusals.invalid("Invalid filter expression: " + of + " takes a number");
    }
    double limit = Double.parseDouble(given.text());
    return subject -> FilterOperator.compare(operator, value.apply(subject), limit);
  }

  private Predicate<Subject> text(String of, Function<Subject, String> value) {
    String operator = tokens.next().text();
    String wanted = tokens.text(of);
    return subject -> FilterOperator.compare(operator, value.apply(subject), wanted);
  }

  /** Without an operator, whether there is one at all. */
  private Predicate<Subject> annotation(String key) {
    Token next = tokens.peek();
    if (!FilterOperator.isOne(next.text()) || next.kind() == Kind.TEXT) {
      return subject -> subject.annotations().containsKey(key);
    }
    String operator = tokens.next().text();
    Token wanted = tokens.next();
    return subject ->
        subject.annotations().getOrDefault(key, Set.of()).stream()
            .anyMatch(value -> compares(operator, value, wanted));
  }

  private static boolean compares(String operator, JsonNode value, Token wanted) {
    if (wanted.kind() == Kind.NUMBER) {
      return value.isNumber()
          && FilterOperator.compare(operator, value.asDouble(), Double.parseDouble(wanted.text()));
    }
    boolean sameKind = wanted.kind() == Kind.TEXT ? value.isTextual() : value.isBoolean();
    return sameKind && FilterOperator.compare(operator, value.asText(), wanted.text());
  }

  /** {@code service("name")}, {@code service(id(name: "name", type: "type")) { filter }}. */
  private Predicate<Subject> service(String keyword) {
    tokens.require("(");
    Named named;
    if (keyword.equals("id")) {
      named = members();
    } else if (tokens.takes("id")) {
      tokens.require("(");
      named = members();
      tokens.require(")");
    } else {
      named = new Named(tokens.peek().is(")") ? "" : tokens.text("service"), "");
    }
    tokens.require(")");
    Predicate<Subject> inside = subject -> true;
    if (tokens.takes("{")) {
      inside = either();
      tokens.require("}");
    }
    return found(named.name(), named.type(), inside);
  }

  private record Named(String name, String type) {}

  /** {@code name: "…", type: "…"}. */
  private Named members() {
    String name = "";
    String type = "";
    do {
      String member = tokens.next().text();
      tokens.require(":");
      switch (member) {
        case "name" -> name = tokens.text(member);
        case "type" -> type = tokens.text(member);
        default ->
            throw Refusals.invalid(
                "The member " + member + " of id() is not offered by this environment");
      }
    } while (tokens.takes(","));
    return new Named(name, type);
  }

  private static Predicate<Subject> found(String name, String type, Predicate<Subject> inside) {
    return subject -> {
      List<Subject> services = subject.services(name, type);
      return services.stream().anyMatch(inside);
    };
  }
}
