package ecommerce.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitChangesTest {

  @TempDir Path root;

  @Test
  void knowsWhatDiffersBetweenTwoCommits() throws Exception {
    git("init", "-q");
    String first = commit("a/one.txt", "1");
    commit("b/grüße und leer zeichen.txt", "2");
    git("mv", "a/one.txt", "c.txt");
    String last = commit("d.txt", "3");
    GitChanges changes = new GitChanges(root);
    assertThat(changes.commit("HEAD")).isEqualTo(last);
    assertThat(changes.between(first, last))
        .containsExactlyInAnyOrder("a/one.txt", "b/grüße und leer zeichen.txt", "c.txt", "d.txt");
    assertThat(changes.between(last, last)).isEmpty();
  }

  @Test
  void saysInGitsWordsWhatIsNoCommit() throws Exception {
    git("init", "-q");
    commit("a", "1");
    assertThatThrownBy(() -> new GitChanges(root).between("0123456789", "HEAD"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0123456789");
  }

  @Test
  void takesNoRemarkForAnAnswer() {
    GitCommand git =
        new GitCommand(root, List.of("-c", "alias.loud=!echo warning: old >&2; echo answer"));
    assertThat(git.run("loud")).isEqualToIgnoringNewLines("answer");
  }

  @Test
  void failsWithAllThatGitSaid() {
    GitCommand git = new GitCommand(root, List.of("-c", "alias.fail=!echo why >&2; exit 3"));
    assertThatThrownBy(() -> git.run("fail")).hasMessage("git fail: why");
  }

  private String commit(String file, String text) throws IOException, InterruptedException {
    Files.createDirectories(root.resolve(file).getParent());
    Files.writeString(root.resolve(file), text);
    git("add", "-A");
    git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", file);
    return new GitChanges(root).commit("HEAD");
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
    command.addAll(List.of(arguments));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
