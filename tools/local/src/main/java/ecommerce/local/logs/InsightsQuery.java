package ecommerce.local.logs;

import ecommerce.local.logs.InsightsTokens.Kind;
import ecommerce.local.logs.InsightsTokens.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import software.amazon.awssdk.services.cloudwatchlogs.model.MalformedQueryException;

/**
 * A query in the language of Logs Insights: {@code fields}, {@code display}, {@code filter}, {@code
 * stats}, {@code sort}, {@code limit}, {@code parse}. Other commands are refused by name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html">query
 *     syntax</a>
 */
final class InsightsQuery {

  private static final int MOST = 10_000;

  private final List<UnaryOperator<List<Map<String, Object>>>> steps = new ArrayList<>();
  private final Set<String> columns = new LinkedHashSet<>();
  private boolean displayed;
  private boolean aggregated;
  private int limit = MOST;

  private InsightsQuery() {}

  /**
   * @throws MalformedQueryException naming what is wrong, or not offered
   */
  static InsightsQuery of(String text) {
    InsightsQuery query = new InsightsQuery();
    InsightsTokens tokens = new InsightsTokens(text);
    tokens.accept("|");
    while (!tokens.done()) {
      query.command(tokens);
      if (!tokens.atEnd()) {
        throw malformed("unexpected " + tokens.peek().text());
      }
      tokens.accept("|");
    }
    return query;
  }

  static MalformedQueryException malformed(String why) {
    return MalformedQueryException.builder()
        .message("The query is not valid: " + why)
        .statusCode(400)
        .build();
  }

  private void command(InsightsTokens tokens) {
    String command = tokens.name().toLowerCase(Locale.ROOT);
    switch (command) {
      case "fields" -> fields(tokens, false);
      case "display" -> fields(tokens, true);
      case "filter", "where" -> {
        InsightsExpression condition = InsightsExpression.parse(tokens);
        steps.add(
            rows ->
                rows.stream().filter(row -> InsightsValues.truth(condition.apply(row))).toList());
      }
      case "stats" -> {
        InsightsStats stats = InsightsStats.parse(tokens);
        steps.add(stats::of);
        columns.clear();
        columns.addAll(stats.columns());
        aggregated = true;
      }
      case "sort", "order" -> sort(tokens);
      case "limit", "head" -> {
        Token number = tokens.take();
        if (number.kind() != Kind.NUMBER || !number.text().matches("\\d{1,5}")) {
          throw malformed("limit " + number.text());
        }
        limit = Math.min(MOST, Integer.parseInt(number.text()));
      }
      case "parse" -> parse(tokens);
      default -> throw malformed("the command " + command + " is not offered by this environment");
    }
  }

  private void fields(InsightsTokens tokens, boolean only) {
    if (only) {
      columns.clear();
      displayed = true;
    }
    do {
      Token first = tokens.peek();
      InsightsExpression of = InsightsExpression.parse(tokens);
      String text = tokens.since(first).replace("`", "");
      String label = tokens.accept("as") ? tokens.name() : text;
      boolean plain =
          label.equals(text)
              && (first.kind() == Kind.WORD || first.kind() == Kind.QUOTED_NAME)
              && first.text().equals(text);
      if (!plain) {
        steps.add(rows -> rows.stream().map(row -> with(row, label, of.apply(row))).toList());
      }
      columns.add(label);
    } while (tokens.accept(","));
  }

  private static Map<String, Object> with(Map<String, Object> row, String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(row);
    more.put(name, value);
    return more;
  }

  private void sort(InsightsTokens tokens) {
    tokens.accept("by");
    Comparator<Map<String, Object>> order = null;
    do {
      Token first = tokens.peek();
      InsightsExpression of = InsightsExpression.parse(tokens);
      String label = tokens.since(first).replace("`", "");
      Comparator<Map<String, Object>> next =
          Comparator.comparing(
              row -> row.containsKey(label) ? row.get(label) : of.apply(row), InsightsValues.ORDER);
      if (tokens.accept("desc")) {
        next = next.reversed();
      } else {
        tokens.accept("asc");
      }
      order = order == null ? next : order.thenComparing(next);
    } while (tokens.accept(","));
    Comparator<Map<String, Object>> by = order;
    steps.add(rows -> rows.stream().sorted(by).toList());
  }

  /** A text with stars, whose parts are named behind it, or an expression with named groups. */
  private void parse(InsightsTokens tokens) {
    String field =
        tokens.peek().kind() == Kind.WORD || tokens.peek().kind() == Kind.QUOTED_NAME
            ? tokens.name()
            : "@message";
    Token token = tokens.take();
    List<String> names = new ArrayList<>();
    Pattern pattern;
    try {
      if (token.kind() == Kind.REGEX) {
        pattern = Pattern.compile(token.text());
        names.addAll(pattern.namedGroups().keySet());
      } else if (token.kind() == Kind.STRING) {
        pattern = glob(token.text());
      } else {
        throw malformed("parse needs a text with * or a /regex/: " + token.text());
      }
    } catch (PatternSyntaxException e) {
      throw malformed(e.getDescription());
    }
    if (tokens.accept("as")) {
      names.clear();
      do {
        names.add(tokens.name());
      } while (tokens.accept(","));
    }
    if (pattern.matcher("").groupCount() < names.size() || names.isEmpty()) {
      throw malformed("parse has " + names.size() + " names for other parts");
    }
    boolean byName = token.kind() == Kind.REGEX;
    steps.add(
        rows -> rows.stream().map(row -> parsed(row, field, pattern, names, byName)).toList());
  }

  private static Pattern glob(String text) {
    String[] parts = text.split("\\*", -1);
    StringBuilder regex = new StringBuilder(Pattern.quote(parts[0]));
    for (int i = 1; i < parts.length; i++) {
      boolean last = i == parts.length - 1 && parts[i].isEmpty();
      regex.append(last ? "(.*)" : "(.*?)").append(Pattern.quote(parts[i]));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static Map<String, Object> parsed(
      Map<String, Object> row, String field, Pattern pattern, List<String> names, boolean byName) {
    Matcher matcher = pattern.matcher(InsightsValues.text(row.get(field)));
    if (!matcher.find()) {
      return row;
    }
    Map<String, Object> more = new LinkedHashMap<>(row);
    for (int i = 0; i < names.size(); i++) {
      boolean named = byName && pattern.namedGroups().containsKey(names.get(i));
      more.put(names.get(i), named ? matcher.group(names.get(i)) : matcher.group(i + 1));
    }
    return more;
  }

  /**
   * @param rows the newest first
   * @param most as the request limits it
   * @return the columns of each result, those without a value left out
   */
  List<Map<String, String>> run(List<Map<String, Object>> rows, int most) {
    List<Map<String, Object>> results = rows;
    for (UnaryOperator<List<Map<String, Object>>> step : steps) {
      results = step.apply(results);
    }
    Set<String> shown = new LinkedHashSet<>(columns);
    if (shown.isEmpty()) {
      shown.addAll(List.of("@timestamp", "@message"));
    }
    if (!aggregated && !displayed) {
      shown.add("@ptr");
    }
    return results.stream().limit(Math.min(limit, most)).map(row -> shown(row, shown)).toList();
  }

  private static Map<String, String> shown(Map<String, Object> row, Set<String> columns) {
    Map<String, String> result = new LinkedHashMap<>();
    columns.forEach(
        column -> {
          if (row.get(column) != null) {
            result.put(column, InsightsValues.text(row.get(column)));
          }
        });
    return result;
  }
}
