package ecommerce.cli.environment;

import ecommerce.cli.site.RunningEnvironment;
import ecommerce.cli.site.Target;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./ecom down}: ends the environment and every process of it; its state stays. */
@Command(
    name = "down",
    description = "Stops the environment; its state stays.",
    mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin Target target;

  @Override
  public Integer call() {
    Optional<RunningEnvironment> running = RunningEnvironment.find(target.port());
    running.ifPresent(RunningEnvironment::stop);
    spec.commandLine()
        .getOut()
        .println(
            running
                .map(environment -> "stopped; its state stays in " + environment.state())
                .orElse("nothing runs on port " + target.port()));
    return 0;
  }
}
