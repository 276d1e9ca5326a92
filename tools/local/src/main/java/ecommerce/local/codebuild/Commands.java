package ecommerce.local.codebuild;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Runs the commands of a build's phases in one shell, and says each before it runs. Where a command
 * ends the shell ({@code exit}), the next one gets another with the same variables.
 */
final class Commands implements AutoCloseable {

  private final BuildLog log;
  private final Path source;
  private final Path left;
  private final String buildArn;
  private final BooleanSupplier halted;
  private Shell shell;
  private Reaper reaper;

  /**
   * @param left a file beside the source for the shell's own use
   * @param halted whether the build ends; nothing more is run then
   */
  Commands(
      BuildLog log,
      Path source,
      Path left,
      String buildArn,
      Map<String, String> variables,
      BooleanSupplier halted) {
    this.log = log;
    this.source = source;
    this.left = left;
    this.buildArn = buildArn;
    this.halted = halted;
    start(variables);
  }

  private synchronized void start(Map<String, String> variables) {
    shell = new Shell(source, variables, left, log::line);
    Reaper mine = new Reaper(shell.process(), buildArn);
    // What the shell left running may hold its output open, which would be read for ever.
    shell.process().onExit().thenRunAsync(mine::close);
    reaper = mine;
  }

  /**
   * Runs a phase's commands up to the first that fails, then those that run in any case.
   *
   * @return why it failed
   */
  Optional<Failure> run(Buildspec.Phase phase) {
    Optional<Failure> first = run(phase.commands(), true);
    Optional<Failure> last = run(phase.last(), false);
    return first.or(() -> last);
  }

  private Optional<Failure> run(List<String> commands, boolean stops) {
    Optional<Failure> failure = Optional.empty();
    for (String command : commands) {
      if (halted.getAsBoolean() || stops && failure.isPresent()) {
        break;
      }
      log.say("Running command " + command);
      int status = evaluate(command);
      if (status != 0 && !halted.getAsBoolean()) {
        log.say("Command did not exit successfully " + command + " exit status " + status);
        failure =
            failure.or(
                () ->
                    Optional.of(
                        new Failure(
                            "COMMAND_EXECUTION_ERROR",
                            "Error while executing command: "
                                + command
                                + ". Reason: exit status "
                                + status)));
      }
    }
    return failure;
  }

  private int evaluate(String command) {
    if (!shell.isAlive()) {
      Map<String, String> variables = shell.variables();
      reaper.close();
      start(variables);
    }
    return shell.run(command);
  }

  /** Sets exported variables for what comes. */
  void export(Map<String, String> variables) {
    variables.forEach(
        (name, value) -> evaluate("export " + name + "='" + value.replace("'", "'\\''") + "'"));
  }

  Map<String, String> variables() {
    return shell.variables();
  }

  String expand(String text) {
    return shell.expand(text);
  }

  /** Ends every process of the build, at once; from any thread. */
  @Override
  public void close() {
    Reaper current;
    synchronized (this) {
      current = reaper;
    }
    current.close();
  }
}
