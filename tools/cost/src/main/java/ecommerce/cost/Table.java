package ecommerce.cost;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of texts, written for a terminal or in Markdown. The first column stands left, others right.
 */
final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  Table(List<String> head) {
    rows.add(List.copyOf(head));
  }

  Table row(List<String> cells) {
    if (cells.size() != rows.getFirst().size()) {
      throw new IllegalArgumentException("a row of " + cells.size() + " cells: " + cells);
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        String pad = " ".repeat(width(i) - row.get(i).length());
        text.append(i == 0 ? row.get(i) + pad : "  " + pad + row.get(i));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  String markdown() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      text.append("| ").append(String.join(" | ", row)).append(" |\n");
      if (row == rows.getFirst()) {
        text.append("|---").append("|---:".repeat(row.size() - 1)).append("|\n");
      }
    }
    return text.toString();
  }
}
