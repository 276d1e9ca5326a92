package ecommerce.cli.load;

import ecommerce.cli.site.Failure;
import ecommerce.cli.site.RunningEnvironment;
import ecommerce.cli.site.Target;
import ecommerce.deploy.AwsConnection;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./ecom load}. Exit code 1 where something is slower than the baseline allows, or too much
 * failed. Ctrl-C ends it with the report so far.
 */
@Command(
    name = "load",
    description = {
      "Loads an environment with orders on their happy path, as --users people with time to think,",
      "or at a --rate that does not wait for answers, and tells how long each operation takes."
    },
    mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

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

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "The environment's name (default: that of the local one on --port).")
  String environment;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Default: as the AWS SDK is configured.")
  String region;

  @ArgGroup(exclusive = true)
  Address address = new Address();

  /** Neither means the local environment, or AWS where an environment is named. */
  static final class Address {

    @Option(
        names = "--endpoint",
        paramLabel = "URL",
        description = "An endpoint that speaks like AWS (default: $AWS_ENDPOINT_URL, else AWS).")
    String endpoint;

    @Option(
        names = "--port",
        paramLabel = "PORT",
        description = "The local environment on this port.")
    Integer port;
  }

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
    if (!(tolerance >= 1)) {
      throw new Failure("--tolerance " + tolerance + " is below 1");
    }
    Optional<LoadReport> before = Optional.ofNullable(baseline).map(LoadReport::read);
    try (AwsConnection aws = connect();
        LoadShop shop = new LoadShop(aws, environment())) {
      LoadRecord record = new LoadRecord();
      LoadRun run =
          new LoadRun(plan, record, due -> new LoadJourney(shop, record, plan.think()).run(due));
      say(plan.text());
      LoadReport report = carryOut(plan, record, run);
      PrintWriter out = spec.commandLine().getOut();
      out.print(json ? report.json() + "\n" : report.text());
      out.flush();
      Optional.ofNullable(save).ifPresent(report::save);
      return verdict(report, before);
    }
  }

  /** Where the process is asked to end, it ends when the report is there. */
  private LoadReport carryOut(LoadPlan plan, LoadRecord record, LoadRun run)
      throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    Thread ending =
        new Thread(
            () -> {
              run.stop();
              try {
                told.await(15, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Runtime.getRuntime().addShutdownHook(ending);
    run.run();
    LoadReport report = record.report(plan.text(), run.ran());
    try {
      Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException e) {
      say("interrupted: what follows is what there is so far");
      spec.commandLine().getOut().print(json ? report.json() + "\n" : report.text());
      spec.commandLine().getOut().flush();
      Optional.ofNullable(save).ifPresent(report::save);
      told.countDown();
      Thread.sleep(Duration.ofMinutes(1)); // The process ends meanwhile.
    }
    return report;
  }

  private int verdict(LoadReport report, Optional<LoadReport> before) {
    PrintWriter err = spec.commandLine().getErr();
    int code = 0;
    if (report.begun() == 0 || report.failures() * 100.0 / report.begun() > maxErrors) {
      err.println(
          "ecom: "
              + report.failures()
              + " of "
              + report.begun()
              + " orders failed, more than --max-errors "
              + maxErrors
              + " %");
      code = 1;
    }
    if (before.isPresent()) {
      List<String> slower = report.slowerThan(before.get(), tolerance);
      slower.forEach(line -> err.println("ecom: " + line));
      long compared = report.comparable(before.get());
      if (compared == 0) {
        err.println("ecom: nothing to compare with the baseline: fewer than 20 of each operation");
        code = 1;
      } else if (slower.isEmpty()) {
        say("no slower than the baseline allows (%d operations)".formatted(compared));
      } else {
        code = 1;
      }
    }
    return code;
  }

  private void say(String line) {
    if (!json) {
      spec.commandLine().getOut().println(line);
      spec.commandLine().getOut().flush();
    }
  }

  private AwsConnection connect() {
    if (address.port == null && (environment != null || address.endpoint != null)) {
      return AwsConnection.configured(
          Optional.ofNullable(address.endpoint), Optional.ofNullable(region));
    }
    RunningEnvironment running = running();
    return AwsConnection.local(running.endpoint(), region == null ? running.region() : region);
  }

  private String environment() {
    if (environment != null) {
      return environment;
    }
    if (address.endpoint != null) {
      throw new Failure("--environment is needed with --endpoint");
    }
    return running().environment();
  }

  private RunningEnvironment running() {
    Target target = new Target();
    String port = System.getenv().getOrDefault("ECOM_PORT", "4566");
    try {
      target.port = address.port == null ? Integer.parseInt(port) : address.port;
    } catch (NumberFormatException e) {
      throw new Failure("ECOM_PORT " + port + " is no port: use 1 to 65535", e);
    }
    return target.running();
  }
}
