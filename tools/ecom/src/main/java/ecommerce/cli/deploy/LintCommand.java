package ecommerce.cli.deploy;

import ecommerce.lint.AccessTable;
import ecommerce.lint.Finding;
import ecommerce.lint.Lint;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./ecom lint}: the conventions. Exit code 1 where something breaks one. */
@Command(
    name = "lint",
    description =
        "Holds templates, metadata, APIs and events to the conventions; prints what breaks one.",
    mixinStandardHelpOptions = true)
public final class LintCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "SERVICE", description = "Services to look at; all where none is named.")
  List<String> services = List.of();

  @Option(names = "--list", description = "Explains each check, and does nothing else.")
  boolean list;

  @Option(
      names = "--write-access-table",
      description = "Writes who may call what into docs/security.md, and does nothing else.")
  boolean writeAccessTable;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Path root = Path.of(System.getProperty("ecom.root", "."));
    if (list) {
      Lint.explanations().forEach((name, text) -> out.println(name + "\n    " + text));
      return 0;
    }
    if (writeAccessTable) {
      AccessTable.write(root);
      out.println("docs/security.md has the access table of the templates");
      return 0;
    }
    SortedSet<Finding> findings = Lint.run(root, services);
    findings.forEach(out::println);
    out.println(
        findings.isEmpty()
            ? "lint: nothing found"
            : "lint: %d found; what each check asks for: ./ecom lint --list"
                .formatted(findings.size()));
    return findings.isEmpty() ? 0 : 1;
  }
}
