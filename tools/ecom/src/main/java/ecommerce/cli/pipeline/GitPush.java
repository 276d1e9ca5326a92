package ecommerce.cli.pipeline;

import ecommerce.cli.site.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Pushes to CodeCommit by the {@code git} on the {@code PATH}, which signs in by {@code ./ecom
 * git-credential}. No setting of the checkout is changed.
 *
 * @param options of {@code ./ecom git-credential}
 */
record GitPush(Path root, String url, String options) {

  /** Whether the branch is at the commit already. */
  boolean has(String commit, String branch) {
    return git("ls-remote", url, "refs/heads/" + branch).startsWith(commit);
  }

  /**
   * @param commit its full id
   * @throws Failure in git's own words, where the branch has what the commit does not contain
   */
  void push(String commit, String branch) {
    git("push", "--quiet", url, commit + ":refs/heads/" + branch);
  }

  private String git(String... arguments) {
    String helper = "!'" + root.resolve("ecom") + "' git-credential" + options;
    List<String> command =
        new ArrayList<>(
            List.of(
                "git",
                "-C",
                root.toString(),
                "-c",
                "credential.helper=",
                "-c",
                "credential.helper=" + helper,
                "-c",
                "credential.useHttpPath=true"));
    command.addAll(List.of(arguments));
    ProcessBuilder git = new ProcessBuilder(command).redirectErrorStream(true);
    git.environment().put("GIT_TERMINAL_PROMPT", "0");
    try {
      Process running = git.start();
      running.getOutputStream().close();
      String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (running.waitFor() != 0) {
        throw new Failure("git " + arguments[0] + ": " + said.strip());
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException("git cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while git runs", e);
    }
  }
}
