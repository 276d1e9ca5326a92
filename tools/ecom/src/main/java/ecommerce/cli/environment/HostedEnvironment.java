package ecommerce.cli.environment;

import ecommerce.cli.deploy.DeployOutput;
import ecommerce.cli.deploy.Report;
import ecommerce.cli.shop.Person;
import ecommerce.cli.shop.SampleData;
import ecommerce.cli.site.Aws;
import ecommerce.cli.site.Failure;
import ecommerce.cli.site.LastAddress;
import ecommerce.cli.site.RunningEnvironment;
import ecommerce.cli.site.Target;
import ecommerce.deploy.AwsConnection;
import ecommerce.deploy.Deployer;
import ecommerce.local.Account;
import ecommerce.local.LocalAws;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** The local environment in this process, with every service of the checkout deployed to it. */
final class HostedEnvironment implements AutoCloseable {

  private static final String ACCOUNT = "000000000000";
  private static final String REGION = "us-east-1";

  private final LocalAws aws;
  private final CountDownLatch closed = new CountDownLatch(1);
  private RunningEnvironment running;

  private HostedEnvironment(LocalAws aws) {
    this.aws = aws;
  }

  /** Starts, deploys, fills, prints; where anything fails, what was started is stopped. */
  static HostedEnvironment start(UpOptions options, PrintWriter out) {
    long started = System.nanoTime();
    Path state = options.state();
    String environment = options.environment();
    if (options.reset) {
      forget(state);
    }
    Path caches = Target.root().resolve(".ecom/aot/functions");
    LocalAws aws =
        LocalAws.start(
            new LocalAws.Options(
                    state,
                    options.target.port(),
                    new Account(ACCOUNT, REGION),
                    runtime(),
                    caches,
                    options.retryScale)
                .tracing(options.traced));
    HostedEnvironment hosted = new HostedEnvironment(aws);
    Runtime.getRuntime().addShutdownHook(new Thread(hosted::close, "down"));
    try {
      say(out, started, "AWS on " + aws.url());
      if (!options.empty) {
        hosted.deploy(environment, new LastAddress(state), out, started);
      }
      Aws clients = new Aws(aws.url(), REGION, environment);
      if (!options.empty && !options.noSampleData) {
        SampleData sample = new SampleData(clients);
        int added = sample.fillCatalogue();
        sample.invitePeople();
        say(
            out,
            started,
            "sample data: " + added + " products added, " + Person.values().length + " people");
      }
      hosted.running = note(aws, clients, environment, state);
      out.printf(Locale.ROOT, "ready after %.1f s%n", (System.nanoTime() - started) / 1e9);
      ReadyNote.print(out, hosted.running);
      hosted.running.remember();
      return hosted;
    } catch (RuntimeException e) {
      hosted.close();
      throw e;
    }
  }

  /** As any environment is deployed to: through its port. */
  private void deploy(String environment, LastAddress last, PrintWriter out, long started) {
    Deployer.Options options =
        new Deployer.Options(Target.root(), environment, Optional.empty(), !last.is(aws.url()));
    try (AwsConnection connection = AwsConnection.local(aws.url(), REGION)) {
      DeployOutput output = new DeployOutput(out, started, DeployOutput.Detail.STACKS);
      Report.refuseFailures(new Deployer(connection, options, output).deploy(List.of()));
    }
    last.remember(aws.url());
  }

  private static RunningEnvironment note(
      LocalAws aws, Aws clients, String environment, Path state) {
    return RunningEnvironment.ofThisProcess(
        aws.port(),
        environment,
        REGION,
        state,
        clients.discover("frontend-api/api/url").orElse(""),
        clients.graphqlApiKey().orElse(""));
  }

  /** The runtime that functions are started with, as the build leaves it. */
  private static List<Path> runtime() {
    Path target = Target.root().resolve("tools/runtime/target");
    try (Stream<Path> jars = Files.list(target.resolve("lib"))) {
      return Stream.concat(Stream.of(target.resolve("runtime-1.0.0.jar")), jars.sorted()).toList();
    } catch (IOException e) {
      throw new Failure("the Lambda runtime is not built: " + target + " has no lib", e);
    }
  }

  private static void say(PrintWriter out, long started, String what) {
    out.printf(Locale.ROOT, "%6.2f s  %s%n", (System.nanoTime() - started) / 1e9, what);
    out.flush();
  }

  /** Waits until it is closed. */
  void await() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    if (closed.getCount() == 0) {
      return;
    }
    if (running != null) {
      running.forget();
    }
    aws.close();
    closed.countDown();
  }

  private static void forget(Path state) {
    if (!Files.exists(state)) {
      return;
    }
    if (!Files.exists(state.resolve("state.mv"))) {
      throw new Failure(
          "--reset: " + state + " is no state of an environment; it is left as it is");
    }
    try (Stream<Path> all = Files.walk(state)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
