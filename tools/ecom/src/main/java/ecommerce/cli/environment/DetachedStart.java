package ecommerce.cli.environment;

import ecommerce.cli.site.Failure;
import ecommerce.cli.site.RunningEnvironment;
import ecommerce.cli.site.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Starts the environment in a process of its own and shows what it says until it is ready, or has
 * failed.
 */
public final class DetachedStart {

  private DetachedStart() {}

  /**
   * @throws Failure with the environment's own reason, where it does not come up; nothing is left
   *     running then
   */
  public static RunningEnvironment start(UpOptions options, PrintWriter out) {
    Path run = Target.root().resolve(".ecom/run");
    try {
      Files.createDirectories(run);
      Path log = Files.createTempFile(run, "up-", ".log");
      Process process =
          new ProcessBuilder(command(options))
              .directory(Target.root().toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Thread interrupted = new Thread(process::destroy);
      Runtime.getRuntime().addShutdownHook(interrupted);
      RunningEnvironment ready = follow(process, log, run, out);
      Runtime.getRuntime().removeShutdownHook(interrupted);
      return ready;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(UpOptions options) {
    List<String> command = new ArrayList<>(ownSession());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    String flags = System.getProperty("ecom.environment.jvm", "");
    Stream.of(flags.split(" ")).filter(flag -> !flag.isBlank()).forEach(command::add);
    command.add("-Decom.root=" + Target.root());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "ecommerce.cli.Main"));
    command.addAll(options.arguments());
    return command;
  }

  /** Where the system can: the terminal's Ctrl-C and its closing are not for the environment. */
  private static List<String> ownSession() {
    Path setsid = Path.of("/usr/bin/setsid");
    return Files.isExecutable(setsid) ? List.of(setsid.toString()) : List.of();
  }

  private static RunningEnvironment follow(Process process, Path log, Path run, PrintWriter out)
      throws IOException {
    StringBuilder last = new StringBuilder();
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      while (true) {
        boolean ended = !process.isAlive();
        Optional<RunningEnvironment> ready = ready(process.pid(), run);
        String line;
        while ((line = file.readLine()) != null) {
          String text =
              new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
          if (text.startsWith("ecom: ")) {
            last.append(last.isEmpty() ? "" : "\n").append(text.substring(6));
          } else if (!text.startsWith("Ctrl-C")) {
            out.println(text);
            out.flush();
          }
        }
        if (ready.isPresent()) {
          return ready.get();
        }
        if (ended) {
          throw new Failure(
              last.isEmpty()
                  ? "the environment ended while it started; see " + log
                  : last.toString());
        }
        LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
      }
    }
  }

  private static Optional<RunningEnvironment> ready(long pid, Path run) throws IOException {
    try (Stream<Path> notes = Files.list(run)) {
      return notes
          .map(note -> note.getFileName().toString())
          .filter(name -> name.matches("\\d+\\.json"))
          .flatMap(
              name -> RunningEnvironment.find(Integer.parseInt(name.replace(".json", ""))).stream())
          .filter(running -> running.pid() == pid)
          .findFirst();
    }
  }
}
