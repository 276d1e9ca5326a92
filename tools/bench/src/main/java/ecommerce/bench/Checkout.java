package ecommerce.bench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The checkout's {@code ./ecom}, with an environment on a port and in a state folder that are the
 * measurement's own.
 */
final class Checkout implements AutoCloseable {

  /**
   * How long a start took.
   *
   * @param command seconds, from the command's start to its end
   * @param environment seconds, as the environment tells it
   * @param cpu seconds of processor time that the environment's process has had by then: hardly
   *     changed by what else runs
   */
  record Start(double command, double environment, double cpu) {}

  /** The note that an environment leaves when it is ready. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Running(
      long pid, int port, String environment, String region, String graphqlUrl, String apiKey) {

    String endpoint() {
      return "http://localhost:" + port;
    }
  }

  private static final Pattern READY = Pattern.compile("ready after ([0-9.]+) s");

  private final Path root;
  private final int port;

  Checkout(Path root, int port) {
    this.root = root;
    this.port = port;
  }

  Path state() {
    return root.resolve(".ecom/bench/" + port);
  }

  /**
   * Starts the environment.
   *
   * @param fresh forgets what it knew
   * @throws Failure where it does not come up, with what it said
   */
  Start up(boolean fresh) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "up", "--detach", "--port", String.valueOf(port), "--state", state().toString()));
    if (fresh && Files.exists(state())) {
      arguments.add("--reset");
    }
    long begun = System.nanoTime();
    String said = ecom(arguments);
    double seconds = (System.nanoTime() - begun) / 1e9;
    Matcher ready = READY.matcher(said);
    return new Start(
        seconds, ready.find() ? Double.parseDouble(ready.group(1)) : seconds, cpu(running().pid()));
  }

  private static double cpu(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(duration -> duration.toMillis() / 1e3)
        .orElse(0.0);
  }

  /** Stops the environment; its state stays. */
  void down() {
    ecom(List.of("down", "--port", String.valueOf(port)));
  }

  boolean isUp() {
    return Files.exists(note());
  }

  /** The environment that runs, started where none does. */
  Running running() {
    if (!isUp()) {
      up(true);
    }
    try {
      return new ObjectMapper().readValue(note().toFile(), Running.class);
    } catch (IOException e) {
      throw new Failure("the environment's note cannot be read: " + e.getMessage(), e);
    }
  }

  private Path note() {
    return root.resolve(".ecom/run/" + port + ".json");
  }

  private String ecom(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(root.resolve("ecom").toString()));
    command.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new Failure("./ecom " + String.join(" ", arguments) + ": " + said.strip());
      }
      return said;
    } catch (IOException e) {
      throw new Failure("./ecom cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("./ecom was interrupted", e);
    }
  }

  @Override
  public void close() {
    if (isUp()) {
      down();
    }
  }
}
