package ecommerce.lint;

import ecommerce.local.template.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the table of Systems Manager parameters in docs/conventions.md promises is exported. */
final class ExportsTable implements Check {

  private static final String FILE = "docs/conventions.md";
  private static final Pattern ROW = Pattern.compile("\\| ([a-z0-9-]+) \\| (`.*) \\|");
  private static final Pattern CELL = Pattern.compile("`([a-z0-9-]+/[a-z0-9-]+)`");

  @Override
  public String name() {
    return "exports";
  }

  @Override
  public String explanation() {
    return "Whatever the table of docs/conventions.md promises, the service exports to Systems"
        + " Manager: clients outside of the project rely on these names. A service may"
        + " export more.";
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    Path file = checkout.root().resolve(FILE);
    List<String> lines = lines(file);
    int row = row(lines, service.name());
    List<String> promised = new ArrayList<>();
    if (row >= 0) {
      Matcher cell = CELL.matcher(lines.get(row));
      while (cell.find()) {
        promised.add(cell.group(1));
      }
    }
    String prefix = "/ecommerce/{Environment}/" + service.name() + "/";
    for (String one : promised) {
      if (!Exports.of(service).contains(prefix + one)) {
        findings.add(
            new Position(file, row + 1),
            "%s is promised, but %s/template.yaml does not export it: clients look for it"
                .formatted(prefix + one, service.name()));
      }
    }
  }

  private static int row(List<String> lines, String service) {
    for (int i = 0; i < lines.size(); i++) {
      Matcher row = ROW.matcher(lines.get(i));
      if (row.matches() && row.group(1).equals(service)) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
