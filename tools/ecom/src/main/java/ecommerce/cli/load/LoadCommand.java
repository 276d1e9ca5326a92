package ecommerce.cli.load;

import ecommerce.cli.site.Account;
import ecommerce.cli.site.Failure;
import ecommerce.deploy.AwsConnection;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./ecom load}. Exit code 1 where something is slower than the baseline allows, or too much
 * failed. Ctrl-C ends it with the report so far.
 */
@Command(
    name = "load",
    description =
        "Loads an environment with orders on their happy path, as --users people with time to"
            + " think, or at a --rate that does not wait for answers, and tells how long each"
            + " operation takes.",
    mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {

  /** What a shell says of a process that Ctrl-C ended. */
  private static final int INTERRUPTED = 130;

  @Spec CommandSpec spec;
  @Mixin Account account;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "5",
      description = "People who order one after the other (default: 5).")
  int users;

  @Option(
      names = "--think",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description = "What they take between two steps, on average (default: 1; 0 with --rate).")
  double think;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Orders a minute that begin, whatever became of those before; without --users.")
  Double rate;

  @Option(
      names = "--duration",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long orders are begun for (default: 60).")
  long duration;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "A report to compare with: slower by more than --tolerance is exit code 1.")
  Path baseline;

  @Option(
      names = "--tolerance",
      paramLabel = "RATIO",
      defaultValue = "1.5",
      description = "How many times slower p50 and p95 may be (default: 1.5).")
  double tolerance;

  @Option(
      names = "--max-errors",
      paramLabel = "PERCENT",
      defaultValue = "1",
      description = "How many orders may fail; more is exit code 1 (default: 1).")
  double maxErrors;

  @Option(names = "--save", paramLabel = "FILE", description = "Writes the report as JSON.")
  Path save;

  @Option(names = "--json", description = "Prints the report as JSON, and nothing else.")
  boolean json;

  @Override
  public Integer call() throws InterruptedException {
    LoadPlan plan =
        new LoadPlan(
            users,
            rate == null || spec.commandLine().getParseResult().hasMatchedOption("--think")
                ? Duration.ofMillis(Math.round(think * 1000))
                : Duration.ZERO,
            rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate),
            Duration.ofSeconds(duration));
    if (rate != null && spec.commandLine().getParseResult().hasMatchedOption("--users")) {
      throw new Failure("--users and --rate are two ways to load: one of them");
    }
    LoadLimits limits = new LoadLimits(maxErrors, tolerance);
    Optional<LoadReport> before =
        Optional.ofNullable(baseline)
            .map(file -> new LoadFile(file).read())
            .map(report -> report.asBaselineOf(plan));
    Optional<LoadFile> saved = Optional.ofNullable(save).map(LoadFile::new);
    saved.ifPresent(LoadFile::checkWritable);
    try (AwsConnection aws = account.connect();
        LoadShop shop = new LoadShop(aws, account.environment())) {
      LoadRecord record = new LoadRecord();
      LoadRun run =
          new LoadRun(plan, record, due -> new LoadJourney(shop, record, plan.think()).run(due));
      say(plan.text());
      try (LoadEnding ending = new LoadEnding(run::stop)) {
        run.run();
        if (ending.isAsked()) {
          say("interrupted: what follows is what there is so far");
        }
        LoadReport report = record.report(plan.text(), run.ran());
        print(json ? report.json() + "\n" : report.text());
        int code = ending.isAsked() ? INTERRUPTED : verdict(report, limits, before);
        // Last: where it fails, all the rest is told.
        saved.ifPresent(file -> file.save(report));
        return code;
      }
    }
  }

  private int verdict(LoadReport report, LoadLimits limits, Optional<LoadReport> before) {
    List<String> complaints = new ArrayList<>();
    limits.errors(report).ifPresent(complaints::add);
    if (before.isPresent()) {
      List<String> slower = limits.slower(report, before.get());
      complaints.addAll(slower);
      if (slower.isEmpty()) {
        say(
            "no slower than the baseline allows (%d operations)"
                .formatted(report.comparable(before.get())));
      }
    }
    PrintWriter err = spec.commandLine().getErr();
    complaints.forEach(line -> err.println("ecom: " + line));
    err.flush();
    return complaints.isEmpty() ? 0 : 1;
  }

  private void say(String line) {
    if (!json) {
      print(line + "\n");
    }
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }
}
