package ecommerce.local.codecommit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.local.TestPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.BranchDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.CommitDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.CommitIdDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.CreateCommitResponse;
import software.amazon.awssdk.services.codecommit.model.DefaultBranchCannotBeDeletedException;
import software.amazon.awssdk.services.codecommit.model.DirectoryNameConflictsWithFileNameException;
import software.amazon.awssdk.services.codecommit.model.FileDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.FileNameConflictsWithDirectoryNameException;
import software.amazon.awssdk.services.codecommit.model.InvalidBranchNameException;
import software.amazon.awssdk.services.codecommit.model.InvalidPathException;
import software.amazon.awssdk.services.codecommit.model.InvalidRepositoryNameException;
import software.amazon.awssdk.services.codecommit.model.NoChangeException;
import software.amazon.awssdk.services.codecommit.model.ParentCommitIdOutdatedException;
import software.amazon.awssdk.services.codecommit.model.ParentCommitIdRequiredException;
import software.amazon.awssdk.services.codecommit.model.RepositoryDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;
import software.amazon.awssdk.services.codecommit.model.RepositoryNameExistsException;

class CodeCommitTest {

  @TempDir Path directory;
  private Hosting hosting;
  private CodeCommitClient client;

  @BeforeEach
  void start() throws Exception {
    hosting = new Hosting(directory);
    client = hosting.client;
    client.createRepository(r -> r.repositoryName("shop").repositoryDescription("all of it"));
  }

  @AfterEach
  void stop() throws Exception {
    hosting.close();
  }

  private CreateCommitResponse first() {
    return client.createCommit(
        r ->
            r.repositoryName("shop")
                .branchName("main")
                .authorName("Ann")
                .email("ann@example.com")
                .commitMessage("first")
                .putFiles(
                    f -> f.filePath("README").fileContent(SdkBytes.fromUtf8String("hello")),
                    f ->
                        f.filePath("bin/run")
                            .fileMode("EXECUTABLE")
                            .fileContent(SdkBytes.fromUtf8String("#!"))));
  }

  @Test
  void makesFindsAndRemovesRepositories() {
    RepositoryMetadata made =
        client.getRepository(r -> r.repositoryName("shop")).repositoryMetadata();
    assertThat(made.arn()).isEqualTo("arn:aws:codecommit:eu-west-1:123456789012:shop");
    assertThat(made.cloneUrlHttp()).isEqualTo(hosting.url("shop"));
    assertThat(made.repositoryDescription()).isEqualTo("all of it");
    assertThat(client.listRepositories().repositories())
        .extracting(one -> one.repositoryName())
        .containsExactly("shop");
    assertThatThrownBy(() -> client.createRepository(r -> r.repositoryName("shop")))
        .isInstanceOf(RepositoryNameExistsException.class);
    assertThatThrownBy(() -> client.createRepository(r -> r.repositoryName("a b")))
        .isInstanceOf(InvalidRepositoryNameException.class);
    client.deleteRepository(r -> r.repositoryName("shop"));
    assertThatThrownBy(() -> client.getRepository(r -> r.repositoryName("shop")))
        .isInstanceOf(RepositoryDoesNotExistException.class)
        .hasMessageContaining("shop");
    assertThat(directory.resolve("state/codecommit")).isEmptyDirectory();
  }

  @Test
  void writesCommitsAndReadsThem() {
    CreateCommitResponse first = first();
    assertThat(first.filesAdded())
        .extracting(f -> f.absolutePath())
        .containsExactly("README", "bin/run");
    var commit =
        client.getCommit(r -> r.repositoryName("shop").commitId(first.commitId())).commit();
    assertThat(commit.message()).isEqualTo("first");
    assertThat(commit.author().name()).isEqualTo("Ann");
    assertThat(commit.author().date()).matches("\\d+ \\+0000");
    assertThat(
            client
                .getFile(r -> r.repositoryName("shop").filePath("README"))
                .fileContent()
                .asUtf8String())
        .isEqualTo("hello");
    var folder = client.getFolder(r -> r.repositoryName("shop").folderPath("/"));
    assertThat(folder.subFolders()).extracting(f -> f.absolutePath()).containsExactly("bin");
    assertThat(folder.files()).extracting(f -> f.relativePath()).containsExactly("README");
    assertThat(
            client
                .getFolder(r -> r.repositoryName("shop").commitSpecifier("main").folderPath("bin"))
                .files())
        .extracting(f -> f.absolutePath() + " " + f.fileModeAsString())
        .containsExactly("bin/run EXECUTABLE");
    assertThat(hosting.events.getFirst().path("event").asText()).isEqualTo("referenceCreated");
  }

  @Test
  void showsWhatDiffersBetweenCommits() {
    String first = first().commitId();
    String second =
        client
            .createCommit(
                r ->
                    r.repositoryName("shop")
                        .branchName("main")
                        .parentCommitId(first)
                        .putFiles(
                            f -> f.filePath("README").fileContent(SdkBytes.fromUtf8String("hi")),
                            f -> f.filePath("new").fileContent(SdkBytes.fromUtf8String("n")))
                        .deleteFiles(f -> f.filePath("bin/run")))
            .commitId();
    var differences =
        client
            .getDifferences(
                r ->
                    r.repositoryName("shop")
                        .beforeCommitSpecifier(first)
                        .afterCommitSpecifier("main"))
            .differences();
    assertThat(differences)
        .extracting(
            d ->
                d.changeTypeAsString()
                    + " "
                    + (d.afterBlob() == null ? d.beforeBlob() : d.afterBlob()).path())
        .containsExactlyInAnyOrder("M README", "A new", "D bin/run");
    var page =
        client.getDifferences(
            r -> r.repositoryName("shop").afterCommitSpecifier(second).maxResults(1));
    assertThat(page.differences()).hasSize(1);
    assertThat(
            client
                .getDifferences(
                    r ->
                        r.repositoryName("shop")
                            .afterCommitSpecifier(second)
                            .nextToken(page.nextToken()))
                .differences())
        .hasSize(1);
  }

  @Test
  void refusesCommitOnWhatIsNoTip() {
    String first = first().commitId();
    SdkBytes content = SdkBytes.fromUtf8String("hello");
    assertThatThrownBy(
            () ->
                client.putFile(
                    r ->
                        r.repositoryName("shop")
                            .branchName("main")
                            .filePath("README")
                            .fileContent(SdkBytes.fromUtf8String("other"))))
        .isInstanceOf(ParentCommitIdRequiredException.class);
    assertThatThrownBy(
            () ->
                client.putFile(
                    r ->
                        r.repositoryName("shop")
                            .branchName("main")
                            .parentCommitId("0".repeat(40))
                            .filePath("README")
                            .fileContent(content)))
        .isInstanceOf(ParentCommitIdOutdatedException.class);
    assertThatThrownBy(
            () ->
                client.createCommit(
                    r ->
                        r.repositoryName("shop")
                            .branchName("main")
                            .parentCommitId(first)
                            .putFiles(f -> f.filePath("README").fileContent(content))))
        .isInstanceOf(NoChangeException.class);
    assertThatThrownBy(
            () ->
                client.createCommit(
                    r ->
                        r.repositoryName("shop")
                            .branchName("main")
                            .parentCommitId(first)
                            .putFiles(f -> f.filePath("../x").fileContent(content))))
        .isInstanceOf(InvalidPathException.class);
  }

  @Test
  void makesAndRemovesBranches() {
    String first = first().commitId();
    client.createBranch(r -> r.repositoryName("shop").branchName("topic").commitId(first));
    assertThat(client.listBranches(r -> r.repositoryName("shop")).branches())
        .containsExactly("main", "topic");
    assertThatThrownBy(() -> client.deleteBranch(r -> r.repositoryName("shop").branchName("main")))
        .isInstanceOf(DefaultBranchCannotBeDeletedException.class);
    client.updateDefaultBranch(r -> r.repositoryName("shop").defaultBranchName("topic"));
    client.deleteBranch(r -> r.repositoryName("shop").branchName("main"));
    assertThatThrownBy(() -> client.getBranch(r -> r.repositoryName("shop").branchName("main")))
        .isInstanceOf(BranchDoesNotExistException.class);
    assertThat(hosting.events)
        .extracting(e -> e.path("event").asText() + " " + e.path("referenceName").asText())
        .containsExactly(
            "referenceCreated main", "referenceCreated topic", "referenceDeleted main");
  }

  @Test
  void takesNoBranchNamesThatLeadOutOfItsFolder() {
    String first = first().commitId();
    SdkBytes content = SdkBytes.fromUtf8String("x");
    String out = "../../../other/refs/heads/main";
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () ->
                client.createCommit(
                    r ->
                        r.repositoryName("shop")
                            .branchName(out)
                            .putFiles(f -> f.filePath("x").fileContent(content))),
            () ->
                client.putFile(
                    r ->
                        r.repositoryName("shop")
                            .branchName(out)
                            .filePath("x")
                            .fileContent(content)),
            () -> client.deleteBranch(r -> r.repositoryName("shop").branchName(out)),
            () -> client.getBranch(r -> r.repositoryName("shop").branchName(out)),
            () ->
                client.createBranch(
                    r -> r.repositoryName("shop").branchName(out).commitId(first)))) {
      assertThatThrownBy(call).isInstanceOf(InvalidBranchNameException.class);
    }
    client.createRepository(r -> r.repositoryName("other"));
    String id =
        client.getRepository(r -> r.repositoryName("shop")).repositoryMetadata().repositoryId();
    for (String specifier : List.of("../" + id + "/HEAD", "../" + id + "/refs/heads/main")) {
      assertThatThrownBy(
              () ->
                  client.getFile(
                      r -> r.repositoryName("other").commitSpecifier(specifier).filePath("README")))
          .isInstanceOf(CommitDoesNotExistException.class);
    }
  }

  @Test
  void keepsFilesAndFoldersApart() {
    String first = first().commitId();
    SdkBytes content = SdkBytes.fromUtf8String("x");
    assertThatThrownBy(
            () ->
                client.putFile(
                    r ->
                        r.repositoryName("shop")
                            .branchName("main")
                            .parentCommitId(first)
                            .filePath("bin")
                            .fileContent(content)))
        .isInstanceOf(FileNameConflictsWithDirectoryNameException.class)
        .hasMessageContaining("bin/run");
    assertThatThrownBy(
            () ->
                client.putFile(
                    r ->
                        r.repositoryName("shop")
                            .branchName("main")
                            .parentCommitId(first)
                            .filePath("README/more")
                            .fileContent(content)))
        .isInstanceOf(DirectoryNameConflictsWithFileNameException.class);
    assertThat(
            client
                .createCommit(
                    r ->
                        r.repositoryName("shop")
                            .branchName("main")
                            .parentCommitId(first)
                            .deleteFiles(f -> f.filePath("bin/run"))
                            .putFiles(f -> f.filePath("bin").fileContent(content)))
                .filesAdded())
        .extracting(f -> f.absolutePath())
        .containsExactly("bin");
  }

  @Test
  void beginsNoSecondHistoryOnBranchThatIsNotThere() {
    String first = first().commitId();
    for (String parent : Arrays.asList(null, first)) {
      assertThatThrownBy(
              () ->
                  client.putFile(
                      r ->
                          r.repositoryName("shop")
                              .branchName("mian")
                              .parentCommitId(parent)
                              .filePath("README")
                              .fileContent(SdkBytes.fromUtf8String("other"))))
          .isInstanceOf(BranchDoesNotExistException.class)
          .hasMessageContaining("mian");
    }
    assertThat(client.listBranches(r -> r.repositoryName("shop")).branches())
        .containsExactly("main");
  }

  @Test
  void goesOnAfterKillThatLeftLocks() throws Exception {
    String first = first().commitId();
    Path git;
    try (Stream<Path> all = Files.list(directory.resolve("state/codecommit"))) {
      git = all.findFirst().orElseThrow();
    }
    hosting.close();
    for (String lock : List.of("HEAD.lock", "packed-refs.lock", "refs/heads/main.lock")) {
      Files.createFile(git.resolve(lock));
    }
    hosting = new Hosting(directory);
    client = hosting.client;
    client.putFile(
        r ->
            r.repositoryName("shop")
                .branchName("main")
                .parentCommitId(first)
                .filePath("README")
                .fileContent(SdkBytes.fromUtf8String("next")));
    client.createBranch(r -> r.repositoryName("shop").branchName("topic").commitId(first));
    client.updateDefaultBranch(r -> r.repositoryName("shop").defaultBranchName("topic"));
  }

  @Test
  void startsThoughOneRepositoryCannotBeRead() throws Exception {
    first();
    client.createRepository(r -> r.repositoryName("other"));
    String id =
        client.getRepository(r -> r.repositoryName("shop")).repositoryMetadata().repositoryId();
    hosting.close();
    Files.writeString(
        directory.resolve("state/codecommit/" + id + "/packed-refs"), "this is no reference\n");
    hosting = new Hosting(directory);
    client = hosting.client;
    assertThat(client.listRepositories().repositories()).hasSize(2);
  }

  @Test
  void namesWhatIsNotThere() {
    assertThatThrownBy(
            () ->
                client.getFile(
                    r -> r.repositoryName("shop").commitSpecifier("main").filePath("README")))
        .isInstanceOf(CommitDoesNotExistException.class);
    for (String id : List.of("0".repeat(40), "0".repeat(7), "main")) {
      assertThatThrownBy(() -> client.getCommit(r -> r.repositoryName("shop").commitId(id)))
          .isInstanceOf(CommitIdDoesNotExistException.class)
          .hasMessageContaining(id);
    }
    first();
    assertThatThrownBy(() -> client.getFile(r -> r.repositoryName("shop").filePath("gone")))
        .isInstanceOf(FileDoesNotExistException.class)
        .hasMessageContaining("gone");
  }

  @Test
  void isMadeByStacks() {
    RepositoryType type =
        (RepositoryType)
            new CodeCommit(
                    TestPort.ACCOUNT,
                    new ecommerce.local.Endpoints("localhost:1"),
                    new ecommerce.local.store.MvStore(directory.resolve("other")),
                    new ecommerce.local.MovableTimers(),
                    (caller, permission) -> {},
                    id -> java.util.Optional.empty(),
                    (source, kind, resources, detail) -> {})
                .resourceTypes()
                .getFirst();
    var desired = TestPort.desired("Code", "{'RepositoryName':'shop','RepositoryDescription':'x'}");
    var made = type.create(desired);
    assertThat(made.attribute("CloneUrlHttp")).isEqualTo("http://localhost:1/v1/repos/shop");
    assertThat(made.attribute("Arn")).endsWith(":shop");
    assertThat(type.planned(desired)).contains(made);
    type.delete(made);
    type.delete(made);
    assertThat(type.planned(desired)).isEmpty();
  }
}
