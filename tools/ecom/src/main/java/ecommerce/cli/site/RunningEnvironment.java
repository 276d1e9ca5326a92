package ecommerce.cli.site;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * An environment that runs on this machine, as it noted itself down ({@code .ecom/run/PORT.json})
 * when it was ready.
 *
 * @param pid of its process
 * @param state the folder of its state
 * @param started milliseconds of the epoch at which its process started: a pid alone may have been
 *     given to another
 */
public record RunningEnvironment(
    long pid,
    long started,
    int port,
    String environment,
    String region,
    String state,
    String graphqlUrl,
    String apiKey) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The environment on a port, where its process still lives. */
  public static Optional<RunningEnvironment> find(int port) {
    Path note = note(port);
    if (!Files.exists(note)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(note.toFile(), RunningEnvironment.class))
          .filter(e -> e.process().isPresent());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  public static RunningEnvironment ofThisProcess(
      int port, String environment, String region, Path state, String graphqlUrl, String apiKey) {
    ProcessHandle self = ProcessHandle.current();
    return new RunningEnvironment(
        self.pid(), startOf(self), port, environment, region, state.toString(), graphqlUrl, apiKey);
  }

  public String endpoint() {
    return "http://localhost:" + port;
  }

  /** The options that lead commands here, for one that is shown. */
  public String options() {
    return port == Site.LOCAL_PORT ? "" : " --port " + port;
  }

  /** Leaves a note, for the commands that come later. */
  public void remember() {
    try {
      Path note = note(port);
      Files.createDirectories(note.getParent());
      Path draft = note.resolveSibling(note.getFileName() + "." + pid);
      JSON.writeValue(draft.toFile(), this);
      Files.move(draft, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void forget() {
    try {
      Files.deleteIfExists(note(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks the process to end, and waits until it has. */
  public void stop() {
    Optional<ProcessHandle> process = process();
    if (process.isPresent()) {
      process.get().destroy();
      try {
        process.get().onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
      } catch (CompletionException e) {
        process.get().destroyForcibly();
      }
    }
    forget();
  }

  private Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startOf(process) == started);
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
  }

  private static Path note(int port) {
    return Target.root().resolve(".ecom/run/" + port + ".json");
  }
}
