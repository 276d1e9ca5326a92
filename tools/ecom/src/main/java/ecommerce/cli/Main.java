package ecommerce.cli;

import ecommerce.cli.deploy.DeployCommand;
import ecommerce.cli.deploy.DiffCommand;
import ecommerce.cli.deploy.LintCommand;
import ecommerce.cli.deploy.TeardownCommand;
import ecommerce.cli.environment.DownCommand;
import ecommerce.cli.environment.EnvCommand;
import ecommerce.cli.environment.LogsCommand;
import ecommerce.cli.environment.StatusCommand;
import ecommerce.cli.environment.UpCommand;
import ecommerce.cli.load.LoadCommand;
import ecommerce.cli.order.CancelCommand;
import ecommerce.cli.order.CostCommand;
import ecommerce.cli.order.DemoCommand;
import ecommerce.cli.order.OrderCommand;
import ecommerce.cli.order.RefundCommand;
import ecommerce.cli.order.StockCommand;
import ecommerce.cli.pipeline.ApproveCommand;
import ecommerce.cli.pipeline.ChangedCommand;
import ecommerce.cli.pipeline.GitCredentialCommand;
import ecommerce.cli.pipeline.PipelineCommand;
import ecommerce.cli.pipeline.ShipCommand;
import ecommerce.cli.trace.TraceCommand;
import ecommerce.cli.trace.WhyCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code ./ecom}. A failure is one line on standard error and exit code 1; wrong usage is exit code
 * 2.
 */
@Command(
    name = "ecom",
    description = "The e-commerce platform, on one machine and on AWS.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      OrderCommand.class,
      StockCommand.class,
      CancelCommand.class,
      RefundCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      TraceCommand.class,
      WhyCommand.class,
      CostCommand.class,
      LoadCommand.class,
      EnvCommand.class,
      LintCommand.class,
      DeployCommand.class,
      DiffCommand.class,
      TeardownCommand.class,
      ShipCommand.class,
      PipelineCommand.class,
      ApproveCommand.class,
      ChangedCommand.class,
      GitCredentialCommand.class,
      DownCommand.class
    })
public final class Main {

  public static void main(String[] args) {
    System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
  }

  static int run(PrintWriter out, PrintWriter err, String... args) {
    return new CommandLine(new Main())
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              if (System.getenv("ECOM_DEBUG") != null) {
                e.printStackTrace();
              }
              String reason = e.getMessage() == null ? e.toString() : e.getMessage();
              reason.lines().forEach(line -> command.getErr().println("ecom: " + line));
              return 1;
            })
        .execute(args);
  }
}
