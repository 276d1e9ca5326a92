package ecommerce.lint;

import java.util.ArrayList;
import java.util.List;

/** A table with a heading. A cell that says the same as the one above it is left empty. */
final class MarkdownTable {

  private final String heading;
  private final List<String> columns;
  private final List<List<String>> rows = new ArrayList<>();

  MarkdownTable(String heading, String... columns) {
    this.heading = heading;
    this.columns = List.of(columns);
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("### " + heading + "\n\n");
    line(text, columns);
    text.append("|---".repeat(columns.size())).append("|\n");
    String above = "";
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>(row);
      if (cells.getFirst().equals(above)) {
        cells.set(0, "");
      }
      above = row.getFirst();
      line(text, cells);
    }
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
