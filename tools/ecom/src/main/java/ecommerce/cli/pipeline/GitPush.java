package ecommerce.cli.pipeline;

import ecommerce.cli.site.Failure;
import ecommerce.deploy.GitCommand;
import java.nio.file.Path;
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
    GitCommand git =
        new GitCommand(
            root,
            List.of(
                "-c",
                "credential.helper=",
                "-c",
                "credential.helper=" + helper,
                "-c",
                "credential.useHttpPath=true"));
    try {
      return git.run(arguments);
    } catch (IllegalArgumentException e) {
      throw new Failure(e.getMessage(), e);
    }
  }
}
