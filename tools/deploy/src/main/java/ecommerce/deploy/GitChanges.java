package ecommerce.deploy;

import java.nio.file.Path;
import java.util.List;

/** What git knows of a checkout. It asks the {@code git} on the {@code PATH}. */
public final class GitChanges {

  private final GitCommand git;

  public GitChanges(Path root) {
    this.git = new GitCommand(root, List.of());
  }

  /**
   * The paths of all files that differ between two commits; of one that was moved both.
   *
   * @throws IllegalArgumentException in git's own words, where a commit is not there
   */
  public List<String> between(String base, String commit) {
    return git.run("diff", "--name-only", "--no-renames", "-z", base, commit, "--")
        .transform(paths -> paths.isEmpty() ? List.of() : List.of(paths.split("\0")));
  }

  /**
   * @throws IllegalArgumentException where a branch cannot have the name
   */
  public void requireBranch(String name) {
    git.run("check-ref-format", "--branch", name);
  }

  /** The full id of a commit. */
  public String commit(String name) {
    return git.run("rev-parse", "--verify", "--end-of-options", name + "^{commit}").strip();
  }
}
