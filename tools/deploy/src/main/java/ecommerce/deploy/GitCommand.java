package ecommerce.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The {@code git} on the {@code PATH}, in a checkout. It never asks at the terminal.
 *
 * @param options before the command, {@code -c name=value}
 */
public record GitCommand(Path root, List<String> options) {

  public GitCommand {
    options = List.copyOf(options);
  }

  /**
   * @return what it answers; what it remarks beside that, warnings and progress, is left out
   * @throws IllegalArgumentException in git's own words, where it fails
   */
  public String run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
    command.addAll(options);
    command.addAll(List.of(arguments));
    ProcessBuilder git = new ProcessBuilder(command);
    git.environment().put("GIT_TERMINAL_PROMPT", "0");
    try {
      Process running = git.start();
      running.getOutputStream().close();
      CompletableFuture<String> remarks =
          CompletableFuture.supplyAsync(() -> read(running.getErrorStream()));
      String answer = read(running.getInputStream());
      if (running.waitFor() != 0) {
        throw new IllegalArgumentException(
            "git " + arguments[0] + ": " + (remarks.join() + answer).strip());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException("git cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while git runs", e);
    }
  }

  private static String read(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
