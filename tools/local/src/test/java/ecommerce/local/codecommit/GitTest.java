package ecommerce.local.codecommit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import ecommerce.local.AccessDenied;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitTest {

  @TempDir Path directory;
  private Hosting hosting;
  private Path work;

  @BeforeEach
  void start() throws Exception {
    hosting = new Hosting(directory);
    hosting.client.createRepository(r -> r.repositoryName("shop"));
    work = Files.createDirectories(directory.resolve("work"));
    ok(hosting.git(work, "init", "-q", "-b", "main"));
    ok(hosting.git(work, "remote", "add", "origin", hosting.url("shop")));
    commit("README", "first");
  }

  @AfterEach
  void stop() throws Exception {
    hosting.close();
  }

  private void commit(String file, String content) throws Exception {
    Files.writeString(work.resolve(file), content);
    ok(hosting.git(work, "add", "."));
    ok(hosting.git(work, "commit", "-q", "-m", content));
  }

  private static String ok(Hosting.Ran ran) {
    assertThat(ran.code()).as(ran.output()).isZero();
    return ran.output();
  }

  private String push() throws Exception {
    return ok(hosting.git(work, "push", "-q", "origin", "main"));
  }

  private String tip() {
    return hosting
        .client
        .getBranch(r -> r.repositoryName("shop").branchName("main"))
        .branch()
        .commitId();
  }

  private List<String> told() {
    return hosting.events.stream()
        .map(e -> e.path("event").asText() + " " + e.path("referenceFullName").asText())
        .toList();
  }

  @Test
  void takesWhatIsPushedAndGivesItToWhoClones() throws Exception {
    push();
    ok(hosting.git(directory, "clone", "-q", hosting.url("shop"), "copy"));
    assertThat(directory.resolve("copy/README")).hasContent("first");
    commit("README", "second");
    push();
    ok(hosting.git(directory.resolve("copy"), "pull", "-q"));
    assertThat(directory.resolve("copy/README")).hasContent("second");
    assertThat(hosting.asked).contains("codecommit:GitPush", "codecommit:GitPull");
  }

  @Test
  void tellsEachReferenceThatCameMovedOrWent() throws Exception {
    push();
    ok(hosting.git(work, "push", "-q", "origin", "main:refs/heads/topic"));
    ok(hosting.git(work, "tag", "v1"));
    ok(hosting.git(work, "push", "-q", "origin", "v1"));
    commit("README", "second");
    push();
    ok(hosting.git(work, "push", "-q", "origin", "--delete", "topic"));
    assertThat(told())
        .containsExactly(
            "referenceCreated refs/heads/main",
            "referenceCreated refs/heads/topic",
            "referenceCreated refs/tags/v1",
            "referenceUpdated refs/heads/main",
            "referenceDeleted refs/heads/topic");
    JsonNode moved = hosting.events.get(3);
    assertThat(moved.path("commitId").asText()).isEqualTo(tip());
    assertThat(moved.path("oldCommitId").asText())
        .isEqualTo(hosting.events.getFirst().path("commitId").asText());
    assertThat(moved.path("referenceType").asText()).isEqualTo("branch");
    assertThat(moved.path("referenceName").asText()).isEqualTo("main");
    assertThat(moved.path("callerUserArn").asText()).isEqualTo(Hosting.ADMIN.arn());
  }

  @Test
  void refusesRewrittenHistoryUnlessItIsForced() throws Exception {
    push();
    ok(hosting.git(work, "commit", "-q", "--amend", "-m", "otherwise"));
    assertThat(hosting.git(work, "push", "origin", "main").output()).contains("rejected");
    ok(hosting.git(work, "push", "-q", "--force", "origin", "main"));
    assertThat(ok(hosting.git(work, "rev-parse", "main")).strip()).isEqualTo(tip());
  }

  @Test
  void keepsItsDefaultBranch() throws Exception {
    push();
    Hosting.Ran ran = hosting.git(work, "push", "origin", "--delete", "main");
    assertThat(ran.code()).isNotZero();
    assertThat(ran.output()).contains("the default branch cannot be deleted");
    assertThat(
            hosting
                .client
                .getRepository(r -> r.repositoryName("shop"))
                .repositoryMetadata()
                .defaultBranch())
        .isEqualTo("main");
  }

  @Test
  void takesManyFilesAndLargeOnes() throws Exception {
    Random random = new Random(1);
    for (int file = 0; file < 3_000; file++) {
      Path path = work.resolve("folder" + file % 50 + "/file" + file);
      Files.createDirectories(path.getParent());
      byte[] bytes = new byte[2_000];
      random.nextBytes(bytes);
      Files.write(path, bytes);
    }
    byte[] large = new byte[90 * 1024 * 1024];
    random.nextBytes(large);
    Files.write(work.resolve("large"), large);
    commit("README", "much");
    push();
    ok(hosting.git(directory, "clone", "-q", hosting.url("shop"), "copy"));
    assertThat(directory.resolve("copy/large")).hasBinaryContent(large);
    assertThat(directory.resolve("copy/folder49/file2999")).exists();
  }

  @Test
  void refusesWrongSecretsUnknownKeysAndOldPasswords() throws Exception {
    assertThat(hosting.git("test", "wrong", work, "push", "origin", "main").output())
        .contains("403");
    assertThat(hosting.git("nobody", "test", work, "push", "origin", "main").output())
        .contains("403");
    GitPassword passwords =
        new GitPassword(
            id ->
                java.util.Optional.of(
                    new ecommerce.local.AccessKeys.Key(
                        "test", java.util.Optional.empty(), Instant.MAX, Hosting.ADMIN)),
            Hosting.ACCOUNT,
            Instant::now);
    String old =
        Hosting.password("test", "/v1/repos/shop", Instant.now().minus(Duration.ofMinutes(20)));
    String header =
        "Basic "
            + java.util.Base64.getEncoder()
                .encodeToString(("test:" + old).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(passwords.verify(header, "localhost", "/v1/repos/shop")).isEmpty();
    assertThat(hosting.events).isEmpty();
  }

  @Test
  void takesSessionWithItsToken() throws Exception {
    ok(hosting.git("ASIADEV%to+ken/=%", "s", work, "push", "-q", "origin", "main"));
    assertThat(hosting.events.getFirst().path("callerUserArn").asText())
        .isEqualTo(Hosting.SESSION.arn());
    assertThat(hosting.git("ASIADEV%other", "s", work, "push", "origin", "main").output())
        .contains("403");
  }

  @Test
  void refusesWhatPoliciesDeny() throws Exception {
    push();
    hosting.authorizer =
        (caller, permission) -> {
          if (permission.action().equals("codecommit:GitPush")
              && permission
                  .context()
                  .getOrDefault("codecommit:References", List.of())
                  .contains("refs/heads/main")) {
            throw new AccessDenied("no push to main");
          }
        };
    commit("README", "second");
    assertThat(hosting.git(work, "push", "origin", "main").output()).contains("no push to main");
    ok(hosting.git(work, "push", "-q", "origin", "main:refs/heads/topic"));
    hosting.authorizer =
        (caller, permission) -> {
          throw new AccessDenied("nothing at all");
        };
    assertThat(hosting.git(work, "fetch", "origin").output()).contains("403");
  }

  @Test
  void saysWhichRepositoryIsNotThere() throws Exception {
    hosting.client.deleteRepository(r -> r.repositoryName("shop"));
    assertThat(hosting.git(work, "fetch", "origin").output()).contains("not found");
  }

  @Test
  void tellsAtNextStartWhatKillKeptFromBeingTold() throws Exception {
    push();
    String id =
        hosting
            .client
            .getRepository(r -> r.repositoryName("shop"))
            .repositoryMetadata()
            .repositoryId();
    hosting.close();
    commit("README", "second");
    Path bare = directory.resolve("state/codecommit/" + id);
    ok(hosting.git(work, "push", "-q", bare.toString(), "main"));
    hosting = new Hosting(directory);
    assertThat(told()).containsExactly("referenceUpdated refs/heads/main");
    assertThat(ok(hosting.git(work, "rev-parse", "main")).strip()).isEqualTo(tip());
  }

  @Test
  void writesCommitAsZipThatKeepsWhatCanBeExecuted() throws Exception {
    Files.writeString(work.resolve("run.sh"), "#!/bin/sh\n");
    ok(hosting.git(work, "add", "."));
    ok(hosting.git(work, "update-index", "--chmod=+x", "run.sh"));
    ok(hosting.git(work, "commit", "-q", "-m", "script"));
    push();
    hosting.s3.createBucket(r -> r.bucket("artifacts"));
    hosting.dispatcher.call(
        Hosting.ADMIN,
        "codecommit",
        "UploadArchive",
        JsonNodeFactory.instance
            .objectNode()
            .put("repositoryName", "shop")
            .put("commitId", tip())
            .put("s3Bucket", "artifacts")
            .put("s3Key", "source/x.zip"));
    byte[] zip =
        hosting.s3.getObjectAsBytes(r -> r.bucket("artifacts").key("source/x.zip")).asByteArray();
    List<String> names = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    assertThat(names).containsExactly("README", "run.sh");
  }
}
