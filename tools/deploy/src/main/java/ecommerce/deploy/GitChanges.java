package ecommerce.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What git knows of a checkout. It asks the {@code git} on the {@code PATH}. */
public final class GitChanges {

  private final Path root;

  public GitChanges(Path root) {
    this.root = root;
  }

  /**
   * The paths of all files that differ between two commits; of one that was moved both.
   *
   * @throws IllegalArgumentException in git's own words, where a commit is not there
   */
  public List<String> between(String base, String commit) {
    return git("diff", "--name-only", "--no-renames", "-z", base, commit, "--")
        .transform(paths -> paths.isEmpty() ? List.of() : List.of(paths.split("\0")));
  }

  /** The full id of a commit. */
  public String commit(String name) {
    return git("rev-parse", "--verify", "--end-of-options", name + "^{commit}").strip();
  }

  private String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
    command.addAll(List.of(arguments));
    try {
      Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
      git.getOutputStream().close();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (git.waitFor() != 0) {
        throw new IllegalArgumentException("git " + arguments[0] + ": " + said.strip());
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException("git cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while git runs", e);
    }
  }
}
