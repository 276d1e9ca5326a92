package ecommerce.local.logs;

import ecommerce.local.logs.InsightsTokens.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The command {@code stats}: aggregates, by groups. */
final class InsightsStats {

  private static final Comparator<Object> AS_TEXT = Comparator.comparing(InsightsValues::text);

  private record Aggregate(String label, Function<List<Map<String, Object>>, Object> of) {}

  private record Group(String label, InsightsExpression of) {}

  private final List<Aggregate> aggregates = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();

  static InsightsStats parse(InsightsTokens tokens) {
    InsightsStats stats = new InsightsStats();
    do {
      Token first = tokens.peek();
      Function<List<Map<String, Object>>, Object> of = aggregate(tokens);
      String label = tokens.since(first);
      stats.aggregates.add(new Aggregate(tokens.accept("as") ? tokens.name() : label, of));
    } while (tokens.accept(","));
    if (tokens.accept("by")) {
      do {
        Token first = tokens.peek();
        InsightsExpression of = InsightsExpression.parse(tokens);
        String label = tokens.since(first).replace("`", "");
        stats.groups.add(new Group(tokens.accept("as") ? tokens.name() : label, of));
      } while (tokens.accept(","));
    }
    return stats;
  }

  private static Function<List<Map<String, Object>>, Object> aggregate(InsightsTokens tokens) {
    String name = tokens.name().toLowerCase(Locale.ROOT);
    tokens.expect("(");
    if (tokens.accept("*") || name.equals("count") && tokens.peek().is(")")) {
      tokens.expect(")");
      if (!name.equals("count")) {
        throw InsightsQuery.malformed(name + "(*)");
      }
      return rows -> (double) rows.size();
    }
    InsightsExpression of = InsightsExpression.parse(tokens);
    double percent = 50;
    if (name.equals("pct") || name.equals("percentile")) {
      tokens.expect(",");
      percent = Double.parseDouble(tokens.take().text());
    }
    tokens.expect(")");
    return aggregate(name, of, percent);
  }

  private static Function<List<Map<String, Object>>, Object> aggregate(
      String name, InsightsExpression of, double percent) {
    return switch (name) {
      case "count" -> rows -> (double) values(rows, of).size();
      case "count_distinct" -> rows -> (double) values(rows, of).stream().distinct().count();
      case "sum" -> rows -> numbers(rows, of).stream().reduce(0.0, Double::sum);
      case "avg" ->
          rows -> {
            List<Double> all = numbers(rows, of);
            return all.isEmpty() ? null : all.stream().reduce(0.0, Double::sum) / all.size();
          };
      case "min" -> rows -> values(rows, of).stream().min(InsightsValues.ORDER).orElse(null);
      case "max" -> rows -> values(rows, of).stream().max(InsightsValues.ORDER).orElse(null);
      case "pct", "percentile", "median" -> rows -> percentile(numbers(rows, of), percent);
      case "stddev" -> rows -> deviation(numbers(rows, of));
      case "sortsfirst" -> rows -> values(rows, of).stream().min(AS_TEXT).orElse(null);
      case "sortslast" -> rows -> values(rows, of).stream().max(AS_TEXT).orElse(null);
      case "earliest" -> rows -> values(rows, of).isEmpty() ? null : values(rows, of).getLast();
      case "latest" -> rows -> values(rows, of).isEmpty() ? null : values(rows, of).getFirst();
      default ->
          throw InsightsQuery.malformed(
              "the function " + name + " of stats is not offered by this environment");
    };
  }

  private static List<Object> values(List<Map<String, Object>> rows, InsightsExpression of) {
    return rows.stream().map(of).filter(Objects::nonNull).toList();
  }

  private static List<Double> numbers(List<Map<String, Object>> rows, InsightsExpression of) {
    return values(rows, of).stream()
        .map(InsightsValues::number)
        .flatMap(Optional::stream)
        .sorted()
        .toList();
  }

  private static Double percentile(List<Double> sorted, double percent) {
    if (sorted.isEmpty()) {
      return null;
    }
    int rank = (int) Math.ceil(percent / 100 * sorted.size());
    return sorted.get(Math.clamp(rank - 1L, 0, sorted.size() - 1));
  }

  private static Double deviation(List<Double> numbers) {
    double mean = numbers.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double squares = numbers.stream().mapToDouble(each -> (each - mean) * (each - mean)).sum();
    return numbers.isEmpty() ? null : Math.sqrt(squares / numbers.size());
  }

  List<String> columns() {
    List<String> columns = new ArrayList<>();
    groups.forEach(group -> columns.add(group.label()));
    aggregates.forEach(aggregate -> columns.add(aggregate.label()));
    return columns;
  }

  List<Map<String, Object>> of(List<Map<String, Object>> rows) {
    Map<List<Object>, List<Map<String, Object>>> parts = new LinkedHashMap<>();
    rows.forEach(
        row -> {
          List<Object> key = new ArrayList<>();
          groups.forEach(group -> key.add(group.of().apply(row)));
          parts.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
        });
    if (groups.isEmpty() && parts.isEmpty()) {
      parts.put(List.of(), List.of());
    }
    List<Map<String, Object>> results = new ArrayList<>();
    parts.forEach(
        (key, of) -> {
          Map<String, Object> result = new LinkedHashMap<>();
          for (int i = 0; i < groups.size(); i++) {
            result.put(groups.get(i).label(), key.get(i));
          }
          aggregates.forEach(each -> result.put(each.label(), each.of().apply(of)));
          results.add(result);
        });
    return results;
  }
}
