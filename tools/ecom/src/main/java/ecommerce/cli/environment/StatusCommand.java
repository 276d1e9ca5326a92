package ecommerce.cli.environment;

import ecommerce.cli.site.RunningEnvironment;
import ecommerce.cli.site.Target;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./ecom status}. Exit code 1 where nothing runs. */
@Command(
    name = "status",
    description = "Says what runs on the port.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin Target target;

  @Override
  public Integer call() {
    RunningEnvironment running = target.running();
    PrintWriter out = spec.commandLine().getOut();
    out.println("environment  " + running.environment() + " (pid " + running.pid() + ")");
    out.println("functions    " + functions(running) + " warm processes");
    ReadyNote.print(out, running);
    return 0;
  }

  private static long functions(RunningEnvironment running) {
    return ProcessHandle.of(running.pid()).map(process -> process.descendants().count()).orElse(0L);
  }
}
