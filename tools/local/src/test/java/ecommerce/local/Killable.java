package ecommerce.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process of this JVM's class path, to be ended with SIGKILL: what it prints, a line for each
 * thing that was acknowledged to it, is there afterwards.
 */
public final class Killable {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private final Process process;
  private final Path output;

  private Killable(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * @param output where its lines go; written anew
   */
  public static Killable start(Path output, Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(errors(output).toFile()))
              .redirectOutput(output.toFile())
              .start();
      return new Killable(process, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path errors(Path output) {
    return output.resolveSibling(output.getFileName() + ".errors");
  }

  /** Waits for a number of lines. */
  public List<String> await(int lines) {
    long deadline = System.nanoTime() + PATIENCE;
    List<String> told = told();
    while (told.size() < lines) {
      assertThat(process.isAlive() && System.nanoTime() < deadline)
          .as("%d lines of %s; errors: %s", lines, output, errors())
          .isTrue();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
      told = told();
    }
    return told;
  }

  private String errors() {
    try {
      return Files.readString(errors(output));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Ends it at once; gives the whole lines that it printed. */
  public List<String> kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    return told();
  }

  private List<String> told() {
    try {
      String text = Files.readString(output);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
