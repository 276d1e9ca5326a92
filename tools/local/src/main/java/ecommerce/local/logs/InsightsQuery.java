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
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
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

  /** Another row in a row's place, or none. */
  private interface Row extends Function<Map<String, Object>, Optional<Map<String, Object>>> {}

  /** What looks at one row only, before any other step. */
  private final List<Row> first = new ArrayList<>();

  /** From the first sort on; each row is an event. */
  private final List<UnaryOperator<List<Map<String, Object>>>> events = new ArrayList<>();

  /** From the first stats on; each row is a group. */
  private final List<UnaryOperator<List<Map<String, Object>>>> groups = new ArrayList<>();

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
        each(row -> Optional.of(row).filter(of -> InsightsValues.truth(condition.apply(of))));
      }
      case "stats" -> {
        InsightsStats stats = InsightsStats.parse(tokens);
        aggregated = true;
        step(stats::of);
        columns.clear();
        columns.addAll(stats.columns());
      }
      case "sort", "order" -> sort(tokens);
      case "limit", "head" -> {
        Token number = tokens.take();
        if (number.kind() != Kind.NUMBER || !number.text().matches("\\d{1,5}")) {
          throw malformed("limit " + number.text());
        }
        limit = Math.min(MOST, Integer.parseInt(number.text()));
      }
      case "parse" -> {
        InsightsParse parse = InsightsParse.parse(tokens);
        each(row -> Optional.of(parse.apply(row)));
      }
      default -> throw malformed("the command " + command + " is not offered by this environment");
    }
  }

  /** A step that looks at one row only: the first of them are taken while rows are read. */
  private void each(Row step) {
    if (events.isEmpty() && groups.isEmpty()) {
      first.add(step);
    } else {
      step(rows -> rows.stream().map(step).flatMap(Optional::stream).toList());
    }
  }

  private void step(UnaryOperator<List<Map<String, Object>>> step) {
    (aggregated ? groups : events).add(step);
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
        each(row -> Optional.of(with(row, label, of.apply(row))));
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
    step(rows -> rows.stream().sorted(by).toList());
  }

  /** A row as the first steps leave it; empty where they leave it out. */
  Optional<Map<String, Object>> read(Map<String, Object> row) {
    Optional<Map<String, Object>> read = Optional.of(row);
    for (Row step : first) {
      read = read.flatMap(step);
    }
    return read;
  }

  /** How many of the newest rows matter; more where all of them must be looked at. */
  int newest(int most) {
    return events.isEmpty() && groups.isEmpty() ? Math.min(limit, most) : Integer.MAX_VALUE;
  }

  /**
   * @param rows those that were {@link #read}, the newest first
   * @return the events that match, each as the query has it before it makes groups of them
   */
  List<Map<String, Object>> events(List<Map<String, Object>> rows) {
    return stepped(rows, events);
  }

  private static List<Map<String, Object>> stepped(
      List<Map<String, Object>> rows, List<UnaryOperator<List<Map<String, Object>>>> steps) {
    List<Map<String, Object>> results = rows;
    for (UnaryOperator<List<Map<String, Object>>> step : steps) {
      results = step.apply(results);
    }
    return results;
  }

  /**
   * @param matching the query's {@link #events}
   * @param most as the request limits it
   * @return the columns of each result, those without a value left out
   */
  List<Map<String, String>> run(List<Map<String, Object>> matching, int most) {
    List<Map<String, Object>> results = stepped(matching, groups);
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
