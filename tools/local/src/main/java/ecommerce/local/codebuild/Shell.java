package ecommerce.local.codebuild;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One bash that runs a build's commands one after the other: variables, functions and the folder
 * stay from command to command. What a command leaves running goes on, without a terminal and
 * without input, until the {@link Reaper} ends it.
 */
final class Shell {

  /**
   * Takes commands, each ended by a NUL, and tells the status of each after what it printed; so
   * does its own end, because what a command left running may hold the output open.
   */
  private static final String LOOP =
      """
      exec 3<&0 4>&1 2>&1 0</dev/null
      trap 'env -0 > "%2$s"; printf "%%s%3$s\\n" "%1$s" >&4' EXIT
      while IFS= read -r -d '' -u 3 REPLY; do
        eval "$REPLY" 3<&- 4>&-
        printf '%%s%%d\\n' '%1$s' "$?" >&4
      done
      """;

  private static final String ENDED = "ended";
  private static final int LONGEST_LINE = 256 * 1024;

  private final String mark = "\u0001" + UUID.randomUUID() + "\u0001";
  private final Path directory;
  private final Path left;
  private final Process process;
  private final OutputStream commands;
  private final Lines output;
  private final Consumer<String> lines;

  /**
   * @param left a file for what the shell leaves behind
   * @param lines takes what commands print
   */
  Shell(Path directory, Map<String, String> variables, Path left, Consumer<String> lines) {
    this.directory = directory;
    this.left = left;
    this.lines = lines;
    ProcessBuilder builder =
        new ProcessBuilder("bash", "--noprofile", "--norc", "-c", LOOP.formatted(mark, left, ENDED))
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(variables);
    try {
      this.process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("bash cannot be started", e);
    }
    this.commands = process.getOutputStream();
    this.output =
        new Lines(
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)),
            LONGEST_LINE,
            mark.length() + ENDED.length(),
            lines);
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Runs a command to its end.
   *
   * @return its status; where it ends the shell itself, that of the shell
   */
  int run(String command) {
    try {
      commands.write((command + "\0").getBytes(StandardCharsets.UTF_8));
      commands.flush();
    } catch (IOException e) {
      return ended();
    }
    try {
      for (Optional<String> next = output.next(); next.isPresent(); next = output.next()) {
        String line = next.get();
        int end = line.indexOf(mark);
        if (end < 0) {
          lines.accept(line);
          continue;
        }
        if (end > 0) {
          lines.accept(line.substring(0, end));
        }
        String status = line.substring(end + mark.length());
        return status.equals(ENDED) ? ended() : Integer.parseInt(status);
      }
    } catch (IOException e) {
      // The pipe of a process that was killed.
    }
    return ended();
  }

  private int ended() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /** The exported variables as they are now, or as they were when the shell ended. */
  Map<String, String> variables() {
    if (isAlive()) {
      run("env -0 > '" + left + "'");
    }
    Map<String, String> variables = new HashMap<>();
    try {
      for (String pair : Files.readString(left).split("\0")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          variables.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
      }
    } catch (IOException e) {
      return Map.of();
    }
    return variables;
  }

  /**
   * What a text says once a shell in the same folder has put in its variables and what commands
   * print, but for their errors.
   */
  String expand(String text) {
    StringBuilder expanded = new StringBuilder();
    Shell shell = new Shell(directory, variables(), left, expanded::append);
    int status = shell.run("{ cat <<__END__\n" + text + "\n__END__\n} 2>/dev/null");
    shell.close();
    if (status != 0) {
      throw Failure.client("the name " + text + " cannot be evaluated");
    }
    return expanded.toString();
  }

  /** Lets the shell end by itself. */
  void close() {
    try {
      commands.close();
    } catch (IOException e) {
      // It has ended.
    }
  }
}
