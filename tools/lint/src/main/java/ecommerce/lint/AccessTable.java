package ecommerce.lint;

import ecommerce.local.template.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who may call what, from the services' templates, OpenAPI documents and GraphQL schema: markdown
 * tables that stand in {@code docs/security.md} between two markers. What is there is true as long
 * as it equals what this class makes; a test holds it to that.
 */
public final class AccessTable {

  static final String CHECK = "access-table";
  static final String EXPLANATION =
      "docs/security.md tells who may call what in the table that the templates give; a change of"
          + " access is seen where people read it, in the same commit.";
  private static final String FILE = "docs/security.md";
  private static final String BEGIN =
      "<!-- access table: written by ./ecom lint --write-access-table -->";
  private static final String END = "<!-- end of the access table -->";

  private AccessTable() {}

  /**
   * The tables.
   *
   * @throws IllegalStateException with the findings, where a template cannot be understood
   */
  public static String markdown(Path root) {
    Findings findings = Findings.in(root);
    Checkout checkout = Checkout.read(root, findings);
    if (!findings.all().isEmpty()) {
      throw new IllegalStateException(
          findings.all().stream().map(Finding::toString).collect(Collectors.joining("\n")));
    }
    return markdown(checkout);
  }

  private static String markdown(Checkout checkout) {
    return List.of(
            PeopleTable.of(checkout),
            CallsTable.of(checkout),
            RolesTable.of(checkout),
            InvocationsTable.of(checkout))
        .stream()
        .map(MarkdownTable::toString)
        .collect(Collectors.joining("\n"));
  }

  /** Writes the table into {@code docs/security.md}; what is around it stays. */
  public static void write(Path root) {
    Path file = root.resolve(FILE);
    try {
      Files.writeString(file, with(text(file), markdown(root)));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be written", e);
    }
  }

  /** A checkout without the page has nothing to be held to. */
  static void look(Checkout checkout, Findings findings) {
    Path file = checkout.root().resolve(FILE);
    if (!Files.exists(file)) {
      return;
    }
    String text = text(file);
    if (!text.equals(with(text, markdown(checkout)))) {
      int line = (int) text.substring(0, text.indexOf(BEGIN)).lines().count() + 1;
      findings.add(
          new Position(file, line),
          "the table is not what the templates say; look at what has changed and write it with:"
              + " ./ecom lint --write-access-table");
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  private static String with(String text, String table) {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalStateException(
          FILE + " has no place for the access table: " + BEGIN + " and " + END);
    }
    return text.substring(0, begin + BEGIN.length()) + "\n\n" + table + "\n" + text.substring(end);
  }
}
