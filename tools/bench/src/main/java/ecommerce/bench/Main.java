package ecommerce.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tools/bench/run}: measures in an environment of its own and prints Markdown. */
@Command(
    name = "run",
    description =
        "Measures the platform on this machine, in an environment of its own, and prints Markdown.",
    mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {

  /** What can be measured, in the order in which it is. */
  enum Name {
    up,
    memory,
    invocations,
    throughput,
    latency;

    Figure figure(Main options) {
      return switch (this) {
        case up -> new StartUp(5);
        case memory -> new Memory(10);
        case invocations -> new Invocations(options.orders);
        case throughput -> new Throughput(List.of(8, 32), options.seconds);
        case latency -> new Latency(options.calls);
      };
    }
  }

  @Spec CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "FIGURE",
      description = "${COMPLETION-CANDIDATES} (default: all).")
  List<Name> names = List.of();

  @Option(
      names = "--port",
      defaultValue = "4599",
      description = "The port of the environment (default: ${DEFAULT-VALUE}).")
  int port;

  @Option(
      names = "--orders",
      defaultValue = "5",
      description = "Orders whose invocations are counted (default: ${DEFAULT-VALUE}).")
  int orders;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "How long throughput is measured (default: ${DEFAULT-VALUE}).")
  int seconds;

  @Option(
      names = "--calls",
      defaultValue = "1000",
      description = "Warm calls for latency (default: ${DEFAULT-VALUE}).")
  int calls;

  /** A failure is one line on standard error and exit code 1; wrong usage is exit code 2. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Main())
            .setExecutionExceptionHandler(
                (e, command, parsed) -> {
                  command
                      .getErr()
                      .println("bench: " + (e instanceof Failure ? e.getMessage() : trace(e)));
                  return 1;
                })
            .execute(args));
  }

  private static String trace(Exception e) {
    java.io.StringWriter text = new java.io.StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Override
  public Integer call() {
    Path root = Path.of(System.getProperty("ecom.root", ".")).toAbsolutePath().normalize();
    Set<Name> wanted = names.isEmpty() ? EnumSet.allOf(Name.class) : EnumSet.copyOf(names);
    PrintWriter out = spec.commandLine().getOut();
    out.println(new Circumstances(root).markdown());
    out.println();
    out.println("| figure | measured | goal |");
    out.println("|---|---|---|");
    out.flush();
    Checkout checkout = new Checkout(root, port);
    if (checkout.isUp()) {
      throw new Failure(
          String.format(
              Locale.ROOT, "port %d has an environment already; choose another with --port", port));
    }
    Thread down = new Thread(checkout::close, "down");
    Runtime.getRuntime().addShutdownHook(down);
    for (Name name : wanted) {
      for (Finding finding : name.figure(this).measure(checkout)) {
        out.println(finding.markdown());
        out.flush();
      }
    }
    out.println();
    out.println("Load at the end: " + Circumstances.load());
    return 0;
  }
}
