package ecommerce.cli.environment;

import ecommerce.cli.site.Failure;
import ecommerce.cli.site.RunningEnvironment;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./ecom up}: starts the environment and deploys every stack. */
@Command(
    name = "up",
    description = "Starts the environment and deploys every service.",
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin UpOptions options;

  @Option(
      names = "--detach",
      description = "Returns when it is ready; it goes on in the background.")
  boolean detach;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    RunningEnvironment.find(options.target.port())
        .ifPresent(
            running -> {
              throw new Failure(
                  "an environment runs on port "
                      + running.port()
                      + " already (pid "
                      + running.pid()
                      + "); ./ecom down stops it");
            });
    if (detach) {
      DetachedStart.start(options, out);
    } else {
      foreground(out);
    }
    return 0;
  }

  private void foreground(PrintWriter out) {
    HostedEnvironment environment = HostedEnvironment.start(options, out);
    out.println("Ctrl-C stops it.");
    out.flush();
    environment.await();
  }
}
