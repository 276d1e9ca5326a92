package ecommerce.cli.order;

import ecommerce.cli.environment.DetachedStart;
import ecommerce.cli.environment.UpOptions;
import ecommerce.cli.site.RunningEnvironment;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./ecom demo}: an environment, where none runs yet, and one order through it. */
@Command(
    name = "demo",
    description = "Starts the environment where none runs, and makes one order.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin UpOptions options;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Optional<RunningEnvironment> present = RunningEnvironment.find(options.target.port());
    RunningEnvironment running = present.orElseGet(() -> DetachedStart.start(options, out));
    out.println();
    OrderCommand.tell(running, OrderStory.Ending.FULFILLED, out);
    String port = running.options();
    out.println();
    out.println(
        "Look:  ./ecom logs" + port + "   ./ecom status" + port + "   ./ecom order --short" + port);
    out.println("Stop:  ./ecom down" + port);
    return 0;
  }
}
