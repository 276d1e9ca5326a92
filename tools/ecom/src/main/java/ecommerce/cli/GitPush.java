package ecommerce.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Pushes to CodeCommit by the {@code git} on the {@code PATH}, which signs in by {@code ./ecom
 * git-credential}. No setting of the checkout is changed.
 */
record GitPush(Path root, String url, String options) {

  /**
   * @param commit its full id
   * @throws Failure in git's own words, where the branch has what the commit does not contain
   */
  void push(String commit, String branch) {
    String helper = "!'" + root.resolve("ecom") + "' git-credential" + options;
    ProcessBuilder git =
        new ProcessBuilder(
                List.of(
                    "git",
                    "-C",
                    root.toString(),
                    "-c",
                    "credential.helper=",
                    "-c",
                    "credential.helper=" + helper,
                    "-c",
                    "credential.useHttpPath=true",
                    "push",
                    "--quiet",
                    url,
                    commit + ":refs/heads/" + branch))
            .redirectErrorStream(true);
    git.environment().put("GIT_TERMINAL_PROMPT", "0");
    try {
      Process pushing = git.start();
      pushing.getOutputStream().close();
      String said = new String(pushing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (pushing.waitFor() != 0) {
        throw new Failure("git push: " + said.strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("git cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while git pushes", e);
    }
  }
}
