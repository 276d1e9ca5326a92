package ecommerce.local.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes the rows of one run of a query as they are read, and keeps those only that it needs: what
 * its filters leave, and no more of the newest than it shows where nothing but time orders them.
 */
final class InsightsScan {

  private final InsightsQuery query;
  private final int most;
  private final List<Map<String, Object>> rows = new ArrayList<>();
  private long scanned;

  /**
   * @param most as the request limits it
   */
  InsightsScan(InsightsQuery query, int most) {
    this.query = query;
    this.most = most;
  }

  void take(Map<String, Object> row) {
    scanned++;
    query.read(row).ifPresent(rows::add);
    if (rows.size() / 2 > query.newest(most)) {
      sort();
      rows.subList(query.newest(most), rows.size()).clear();
    }
  }

  /** The newest first; those of one time in the order of arrival. */
  private void sort() {
    rows.sort((a, b) -> InsightsValues.compare(b.get("@timestamp"), a.get("@timestamp")));
  }

  long scanned() {
    return scanned;
  }

  /** How many rows are kept by now. */
  int kept() {
    return rows.size();
  }

  List<Map<String, String>> results() {
    sort();
    return query.run(rows, most);
  }
}
