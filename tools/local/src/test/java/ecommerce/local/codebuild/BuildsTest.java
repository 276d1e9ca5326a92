package ecommerce.local.codebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.InvalidInputException;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;
import software.amazon.awssdk.services.codebuild.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StatusType;

class BuildsTest {

  @TempDir Path directory;
  private Factory factory;

  @BeforeEach
  void start() throws Exception {
    factory = new Factory(directory);
  }

  @AfterEach
  void stop() throws Exception {
    factory.close();
  }

  private static List<String> phases(Build build) {
    return build.phases().stream()
        .map(p -> p.phaseTypeAsString() + (p.phaseStatus() == null ? "" : " " + p.phaseStatus()))
        .toList();
  }

  @Test
  void runsPhasesInOneShellAndSaysWhatItDoes() {
    factory.project(
        """
        version: 0.2
        env:
          variables: {GREETING: hello}
          exported-variables: [ANSWER, NOTHING]
        phases:
          install:
            commands:
              - mkdir deep
              - cd deep
              - function twice() { echo "$1 $1"; }
          pre_build: {commands: [export ANSWER=42]}
          build:
            commands:
              - twice "$GREETING $WHO in $(basename $PWD)"
              - |
                if [ "$CODEBUILD_BUILD_SUCCEEDING" = 1 ]; then
                  printf 'well so far'
                fi
            finally: [echo finally]
          post_build: {commands: ["echo after: $ANSWER"]}
        """);
    Build build =
        factory.build(
            r ->
                r.environmentVariablesOverride(
                    v -> v.name("WHO").value("world").type("PLAINTEXT")));
    assertThat(build.buildStatus()).as(Factory.why(build)).isEqualTo(StatusType.SUCCEEDED);
    assertThat(phases(build))
        .containsExactly(
            "SUBMITTED SUCCEEDED",
            "QUEUED SUCCEEDED",
            "PROVISIONING SUCCEEDED",
            "DOWNLOAD_SOURCE SUCCEEDED",
            "INSTALL SUCCEEDED",
            "PRE_BUILD SUCCEEDED",
            "BUILD SUCCEEDED",
            "POST_BUILD SUCCEEDED",
            "UPLOAD_ARTIFACTS SUCCEEDED",
            "FINALIZING SUCCEEDED",
            "COMPLETED");
    assertThat(build.exportedEnvironmentVariables())
        .extracting(v -> v.name() + "=" + v.value())
        .containsExactly("ANSWER=42");
    String log = factory.log(build);
    assertThat(log)
        .contains(
            "hello world in deep hello world in deep\n",
            "well so far\n",
            "finally\n",
            "after: 42\n",
            " Running command export ANSWER=42\n",
            " Phase complete: BUILD State: SUCCEEDED\n",
            " Phase context status code:  Message: \n");
    assertThat(log)
        .containsPattern("\\[Container] \\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6} ");
    assertThat(build.logs().groupName()).isEqualTo("/aws/codebuild/shop");
    assertThat(build.id()).endsWith(":" + build.logs().streamName());
    assertThat(factory.told)
        .contains(
            "CodeBuild Build State Change IN_PROGRESS",
            "CodeBuild Build Phase Change ",
            "CodeBuild Build State Change SUCCEEDED");
    assertThat(directory.resolve("state/codebuild/work")).isEmptyDirectory();
  }

  @Test
  void failsWithCommandAndStatusAndStillRunsWhatComesAfterBuild() {
    factory.project(
        """
        version: 0.2
        phases:
          build: {commands: [echo one, "(exit 3)", echo never], finally: [echo last]}
          post_build: {commands: ["echo succeeding: $CODEBUILD_BUILD_SUCCEEDING"]}
        """);
    Build build = factory.build();
    assertThat(build.buildStatus()).isEqualTo(StatusType.FAILED);
    assertThat(Factory.why(build))
        .isEqualTo(
            "COMMAND_EXECUTION_ERROR: Error while executing command: (exit 3). Reason: exit status"
                + " 3");
    assertThat(factory.log(build))
        .contains("last\n", "succeeding: 0\n")
        .doesNotContain("Running command echo never");
    assertThat(factory.events.getLast().at("/additional-information/phases").toString())
        .contains("exit status 3");
  }

  @Test
  void endsWithPhaseBeforeBuildThatFailsAndWithCommandThatExits() {
    factory.project(
        """
        version: 0.2
        phases:
          pre_build: {commands: [exit 7]}
          build: {commands: [echo never]}
        """);
    Build build = factory.build();
    assertThat(phases(build)).contains("PRE_BUILD FAILED").doesNotContain("BUILD SUCCEEDED");
    assertThat(factory.log(build)).doesNotContain("never");
  }

  @Test
  void endsThoughWhatShellLeftRunningHoldsItsOutput() throws Exception {
    Path pids = directory.resolve("pids");
    factory.project(
        """
        version: 0.2
        phases:
          pre_build:
            on-failure: CONTINUE
            commands:
              - "sleep 600 & echo $! >> %1$s; echo said; exit 7"
          build: {commands: ["sleep 600 & echo $! >> %1$s; kill -KILL $$"]}
        """
            .formatted(pids));
    Build build = factory.build();
    assertThat(phases(build)).contains("PRE_BUILD FAILED", "BUILD FAILED");
    assertThat(Factory.phase(build, "PRE_BUILD").orElseThrow().contexts().getFirst().message())
        .endsWith("exit status 7");
    assertThat(factory.log(build)).contains("said\n");
    for (String pid : Files.readAllLines(pids)) {
      Factory.eventually(() -> !alive(pid));
    }
  }

  @Test
  void endsThoughItsFolderCannotBeRemoved() throws Exception {
    factory.project(
        """
        version: 0.2
        phases:
          build: {commands: [mkdir closed, touch closed/file, chmod 000 closed, chattr +i closed || true]}
        """);
    try {
      assertThat(factory.build().buildStatus()).isEqualTo(StatusType.SUCCEEDED);
      factory.close();
      factory = new Factory(directory);
      assertThat(factory.client.listProjects().projects()).containsExactly("shop");
    } finally {
      new ProcessBuilder("chattr", "-R", "-i", directory.toString())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  @Test
  void logsVeryLongLinesInPieces() {
    factory.project(
        "version: 0.2\nphases: {build: {commands: [\"head -c 300000 /dev/zero | tr '\\\\0' x\"]}}");
    Build build = factory.build();
    assertThat(build.buildStatus()).as(Factory.why(build)).isEqualTo(StatusType.SUCCEEDED);
    assertThat(factory.messages(build).stream().mapToInt(String::length).max().orElseThrow())
        .isBetween(200_000, 262_145);
  }

  @Test
  void abortsOrContinuesAsPhaseSays() {
    factory.project(
        """
        version: 0.2
        phases:
          pre_build: {on-failure: CONTINUE, commands: ["false"]}
          build: {on-failure: ABORT, commands: [echo goes on, "false"]}
          post_build: {commands: [echo never]}
        """);
    Build build = factory.build();
    assertThat(build.buildStatus()).isEqualTo(StatusType.FAILED);
    assertThat(factory.log(build)).contains("goes on\n").doesNotContain("command echo never");
  }

  @Test
  void stopsWithEveryProcessThatItHasStarted() throws Exception {
    Path pids = directory.resolve("pids");
    factory.project(
        """
        version: 0.2
        phases:
          build:
            commands:
              - "setsid sleep 600 & echo $! >> %s"
              - "bash -c 'sleep 601 & echo $! >> %s; sleep 602'"
          post_build: {commands: [echo never]}
        """
            .formatted(pids, pids));
    String id = factory.start(r -> {});
    Factory.eventually(() -> lines(pids) == 2);
    factory.client.stopBuild(r -> r.id(id));
    Build build = factory.ended(id);
    assertThat(build.buildStatus()).isEqualTo(StatusType.STOPPED);
    assertThat(factory.log(build)).doesNotContain("command echo never");
    for (String pid : Files.readAllLines(pids)) {
      Factory.eventually(() -> !alive(pid));
    }
    assertThat(factory.client.stopBuild(r -> r.id(id)).build().buildStatus())
        .isEqualTo(StatusType.STOPPED);
  }

  private static boolean alive(String pid) {
    return ProcessHandle.of(Long.parseLong(pid.strip())).filter(ProcessHandle::isAlive).isPresent();
  }

  private static long lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void endsWhatRunsForTooLong() {
    Path begun = directory.resolve("begun");
    factory.project(
        "version: 0.2\nphases: {build: {commands: ['touch %s', sleep 600]}}".formatted(begun));
    String id = factory.start(r -> r.timeoutInMinutesOverride(5));
    Factory.eventually(() -> Files.exists(begun));
    factory.timeIsUp();
    Build build = factory.ended(id);
    assertThat(build.buildStatus()).isEqualTo(StatusType.TIMED_OUT);
    assertThat(phases(build)).contains("BUILD TIMED_OUT");
  }

  @Test
  void leavesNoProcessBehindWhereBuildSucceeds() throws Exception {
    Path pid = directory.resolve("pid");
    factory.project(
        "version: 0.2\nphases: {build: {commands: ['sleep 600 & echo $! > %s']}}".formatted(pid));
    assertThat(factory.build().buildStatus()).isEqualTo(StatusType.SUCCEEDED);
    String left = Files.readString(pid);
    Factory.eventually(() -> !alive(left));
  }

  @Test
  void runsNoMoreBuildsAtTimeThanProjectAllows() {
    Path gate = directory.resolve("gate");
    factory.project(
        "version: 0.2\nphases: {build: {commands: ['until [ -e %s ]; do sleep 0.05; done']}}"
            .formatted(gate),
        r -> r.concurrentBuildLimit(1));
    String first = factory.start(r -> {});
    String second = factory.start(r -> {});
    String third = factory.start(r -> {});
    Factory.eventually(() -> factory.find(first).currentPhase().equals("BUILD"));
    assertThat(factory.find(second).currentPhase()).isEqualTo("QUEUED");
    factory.client.stopBuild(r -> r.id(second));
    assertThat(factory.find(second).buildStatus()).isEqualTo(StatusType.STOPPED);
    gate.toFile().mkdir();
    assertThat(factory.ended(first).buildStatus()).isEqualTo(StatusType.SUCCEEDED);
    assertThat(factory.ended(third).buildStatus()).isEqualTo(StatusType.SUCCEEDED);
    assertThat(factory.client.listBuildsForProject(r -> r.projectName("shop")).ids())
        .containsExactly(third, second, first);
    assertThat(factory.find(third).buildNumber()).isEqualTo(3);
  }

  @Test
  void endsWhatTheEndOfTheEnvironmentInterruptedAndRunsWhatWaited() throws Exception {
    Path gate = directory.resolve("gate");
    factory.project(
        "version: 0.2\nphases: {build: {commands: ['until [ -e %s ]; do sleep 0.05; done']}}"
            .formatted(gate),
        r -> r.concurrentBuildLimit(1));
    String running = factory.start(r -> {});
    String waiting = factory.start(r -> {});
    Factory.eventually(() -> factory.find(running).currentPhase().equals("BUILD"));
    factory.close();
    gate.toFile().mkdir();
    factory = new Factory(directory);
    Build interrupted = factory.ended(running);
    assertThat(interrupted.buildStatus()).isEqualTo(StatusType.FAULT);
    assertThat(Factory.why(interrupted)).contains("The environment ended while the build");
    assertThat(factory.ended(waiting).buildStatus()).isEqualTo(StatusType.SUCCEEDED);
    String again = factory.client.retryBuild(r -> r.id(running)).build().id();
    assertThat(factory.ended(again).buildStatus()).isEqualTo(StatusType.SUCCEEDED);
  }

  @Test
  void beginsOneBuildForOneToken() {
    factory.project("version: 0.2\nphases: {build: {commands: [echo once]}}");
    String first = factory.start(r -> r.idempotencyToken("t"));
    assertThat(factory.start(r -> r.idempotencyToken("t"))).isEqualTo(first);
    assertThat(factory.start(r -> r.idempotencyToken("u"))).isNotEqualTo(first);
  }

  @Test
  void needsToPassRoleThatIsGivenToOneBuild() {
    factory.project("version: 0.2\nphases: {build: {commands: [echo once]}}");
    try (CodeBuildClient starter = factory.as("builder")) {
      assertThatThrownBy(
              () ->
                  starter.startBuild(
                      r -> r.projectName("shop").serviceRoleOverride(Factory.ROLE + "-other")))
          .hasMessageContaining("iam:PassRole");
      factory.ended(starter.startBuild(r -> r.projectName("shop")).build().id());
    }
  }

  @Test
  void countsBuilds() {
    factory.project("version: 0.2\nphases: {build: {commands: ['[ \"$WELL\" = 1 ]']}}");
    factory.build(
        r -> r.environmentVariablesOverride(v -> v.name("WELL").value("1").type("PLAINTEXT")));
    factory.build();
    assertThat(factory.measured)
        .contains("Builds {}", "Duration {}")
        .containsOnlyOnce(
            "SucceededBuilds {ProjectName=shop}",
            "SucceededBuilds {}",
            "FailedBuilds {ProjectName=shop}",
            "FailedBuilds {}");
    assertThat(factory.measured).filteredOn(one -> one.endsWith("{ProjectName=shop}")).hasSize(6);
  }

  @Test
  void deletesBuildsThatHaveEnded() {
    Path gate = directory.resolve("gate");
    factory.project(
        "version: 0.2\nphases: {build: {commands: ['until [ -e %s ]; do sleep 0.05; done']}}"
            .formatted(gate));
    String id = factory.start(r -> {});
    assertThat(factory.client.batchDeleteBuilds(r -> r.ids(id)).buildsNotDeleted())
        .extracting(one -> one.id() + " " + one.statusCode())
        .containsExactly(id + " BUILD_IN_PROGRESS");
    assertThat(gate.toFile().mkdir()).isTrue();
    String arn = factory.ended(id).arn();
    assertThat(factory.client.batchDeleteBuilds(r -> r.ids(id)).buildsDeleted())
        .containsExactly(arn);
    assertThat(factory.client.batchGetBuilds(r -> r.ids(id)).buildsNotFound()).containsExactly(id);
  }

  @Test
  void readsParametersAsItsRole() {
    factory.parameters.putParameter(r -> r.name("/shop/key").value("k-1").type("String"));
    factory.project(
        """
        version: 0.2
        env: {parameter-store: {KEY: /shop/key}}
        phases: {build: {commands: ['echo "$KEY $OTHER"']}}
        """,
        r ->
            r.environment(
                e ->
                    e.type("LINUX_CONTAINER")
                        .image("any")
                        .computeType("BUILD_GENERAL1_SMALL")
                        .environmentVariables(
                            v -> v.name("OTHER").value("/shop/key").type("PARAMETER_STORE"))));
    assertThat(factory.log(factory.build())).contains("k-1 k-1\n");
    Build missing =
        factory.build(
            r ->
                r.environmentVariablesOverride(
                    v -> v.name("OTHER").value("/shop/none").type("PARAMETER_STORE")));
    assertThat(Factory.phase(missing, "DOWNLOAD_SOURCE").map(BuildPhase::contexts).orElseThrow())
        .extracting(c -> c.message())
        .containsExactly("parameter /shop/none for the variable OTHER does not exist");
  }

  @Test
  void actsAsItsRoleAgainstThisEnvironment() {
    factory.project(
        """
        version: 0.2
        phases:
          build:
            commands:
              - 'curl -sf -H "Authorization: $AWS_CONTAINER_AUTHORIZATION_TOKEN" $AWS_CONTAINER_CREDENTIALS_FULL_URI | grep -o Expiration'
              - '! curl -sf -H "Authorization: other" $AWS_CONTAINER_CREDENTIALS_FULL_URI'
              - 'echo "endpoint $AWS_ENDPOINT_URL $AWS_REGION ${AWS_ACCESS_KEY_ID:-none}"'
        """);
    Build build = factory.build();
    assertThat(build.buildStatus()).as(factory.log(build)).isEqualTo(StatusType.SUCCEEDED);
    assertThat(factory.log(build)).contains("Expiration\n", "eu-west-1 none\n");
  }

  @Test
  void findsJdkOfVersionAndSaysWhichThereAre() {
    factory.project(
        """
        version: 0.2
        phases:
          install: {runtime-versions: {java: corretto25}}
          build: {commands: ["$JAVA_HOME/bin/java -version"]}
        """);
    assertThat(factory.build().buildStatus()).isEqualTo(StatusType.SUCCEEDED);
    Build build =
        factory.build(
            r ->
                r.buildspecOverride(
                    """
                    version: 0.2
                    phases:
                      install: {runtime-versions: {java: corretto99}}
                    """));
    assertThat(Factory.phase(build, "INSTALL").orElseThrow().contexts().getFirst().message())
        .contains("java corretto99 is not on this machine", "25");
  }

  @Test
  void refusesWhatItDoesNotHave() {
    String spec = "version: 0.2\nphases: {}";
    assertThatThrownBy(
            () -> factory.project(spec, r -> r.source(s -> s.type("GITHUB").location("x"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("GITHUB");
    assertThatThrownBy(() -> factory.project(spec, r -> r.vpcConfig(v -> v.vpcId("vpc-1"))))
        .hasMessageContaining("vpcConfig");
    assertThatThrownBy(
            () ->
                factory.project(
                    spec,
                    r ->
                        r.environment(
                            e ->
                                e.type("LINUX_CONTAINER")
                                    .image("i")
                                    .computeType("BUILD_GENERAL1_SMALL")
                                    .environmentVariables(
                                        v -> v.name("KEY").value("k").type("SECRETS_MANAGER")))))
        .hasMessageContaining("SECRETS_MANAGER", "KEY");
    assertThatThrownBy(() -> factory.start(r -> {}))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("project/shop");
    for (Consumer<ProjectSource.Builder> wanted :
        List.<Consumer<ProjectSource.Builder>>of(
            s -> s.insecureSsl(true), s -> s.reportBuildStatus(true), s -> s.gitCloneDepth(-1))) {
      assertThatThrownBy(
              () ->
                  factory.project(
                      spec,
                      r -> r.source(s -> s.type("CODECOMMIT").location("x").applyMutation(wanted))))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageMatching("(?s).*(insecureSsl|reportBuildStatus|gitCloneDepth).*");
    }
    factory.project(spec, r -> r.source(s -> s.type("CODEPIPELINE")));
    for (Consumer<StartBuildRequest.Builder> wanted :
        List.<Consumer<StartBuildRequest.Builder>>of(
            r -> r.insecureSslOverride(true),
            r -> r.reportBuildStatusOverride(true),
            r -> r.buildStatusConfigOverride(c -> c.context("x")))) {
      assertThatThrownBy(
              () ->
                  factory.start(
                      r ->
                          r.sourceTypeOverride("NO_SOURCE")
                              .artifactsOverride(a -> a.type("NO_ARTIFACTS"))
                              .applyMutation(wanted)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageMatching("(?s).*(insecureSsl|reportBuildStatus|buildStatusConfigOverride).*");
    }
    assertThatThrownBy(() -> factory.start(r -> {}))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("started by a pipeline");
  }

  @Test
  void saysThatRoleCannotBeAssumedOrMayNotLog() {
    factory.project(
        "version: 0.2\nphases: {}", r -> r.serviceRole("arn:aws:iam::123456789012:role/nobody"));
    Build build = factory.build();
    assertThat(build.buildStatus()).isEqualTo(StatusType.FAILED);
    assertThat(Factory.phase(build, "PROVISIONING").orElseThrow().contexts().getFirst())
        .satisfies(
            context -> {
              assertThat(context.statusCode()).isEqualTo("ACCESS_DENIED");
              assertThat(context.message()).contains("sts:AssumeRole");
            });
  }
}
