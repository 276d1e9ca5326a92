package ecommerce.local.logs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes the rows of one run of a query as they are read, and keeps those only that it needs: what
 * its filters leave, and no more of the newest than it shows where nothing but time orders them.
 */
final class InsightsScan {

  /**
   * What came of a run.
   *
   * @param scanned how many events were read
   * @param bytes of their messages
   * @param matched how many of them the query's filters leave
   */
  record Outcome(long scanned, long bytes, long matched, List<Map<String, String>> results) {

    Outcome {
      results = List.copyOf(results);
    }
  }

  private final InsightsQuery query;
  private final int most;
  private final List<Map<String, Object>> rows = new ArrayList<>();
  private long scanned;
  private long bytes;
  private long left;

  /**
   * @param most as the request limits it
   */
  InsightsScan(InsightsQuery query, int most) {
    this.query = query;
    this.most = most;
  }

  void take(Map<String, Object> row) {
    scanned++;
    bytes += InsightsValues.text(row.get("@message")).getBytes(StandardCharsets.UTF_8).length;
    query
        .read(row)
        .ifPresent(
            each -> {
              left++;
              rows.add(each);
            });
    if (rows.size() / 2 > query.newest(most)) {
      sort();
      rows.subList(query.newest(most), rows.size()).clear();
    }
  }

  /** The newest first; those of one time in the order of arrival. */
  private void sort() {
    rows.sort((a, b) -> InsightsValues.compare(b.get("@timestamp"), a.get("@timestamp")));
  }

  /** How many rows are kept by now. */
  int kept() {
    return rows.size();
  }

  Outcome outcome() {
    sort();
    List<Map<String, Object>> matching = query.events(rows);
    long matched = left - (rows.size() - matching.size());
    return new Outcome(scanned, bytes, matched, query.run(matching, most));
  }
}
