package ecommerce.local.codepipeline;

import static ecommerce.local.codepipeline.World.action;
import static ecommerce.local.codepipeline.World.declaration;
import static ecommerce.local.codepipeline.World.gate;
import static ecommerce.local.codepipeline.World.source;
import static ecommerce.local.codepipeline.World.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.JobNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.sns.SnsClient;

/** Pipelines whose builds really run. */
@Timeout(120)
class BuildsTest {

  private static final String MAKES =
      """
      version: 0.2
      env: {exported-variables: [WORD]}
      phases:
        build:
          commands:
            - export WORD=$(cat word.txt)-$SUFFIX
            - echo "$WORD" > made.txt
      artifacts: {files: [made.txt]}
      """;

  private static final String CHECKS =
      """
      version: 0.2
      phases:
        build:
          commands:
            - grep -q "^$EXPECTED" made.txt || { echo "made.txt is wrong"; exit 3; }
      """;

  @TempDir Path directory;
  private World world;

  @BeforeEach
  void start() {
    world = new World(directory);
    world.role(
        "builds",
        "codebuild.amazonaws.com",
        "{'Effect':'Allow','Action':['s3:*','logs:*'],'Resource':'*'}");
    world.role(
        "ships",
        "codepipeline.amazonaws.com",
        """
        {'Effect': 'Allow', 'Action': ['s3:*', 'codebuild:StartBuild', 'codebuild:BatchGetBuilds', 'sns:Publish'], 'Resource': '*'}
        """);
    project("makes", "make.yaml");
    project("checks", "check.yaml");
    try (SnsClient sns = world.client(SnsClient.builder())) {
      sns.createTopic(create -> create.name("asked"));
    }
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  private void project(String name, String buildspec) {
    try (CodeBuildClient builds = world.client(CodeBuildClient.builder())) {
      builds.createProject(
          create ->
              create
                  .name(name)
                  .serviceRole("arn:aws:iam::123456789012:role/builds")
                  .source(s -> s.type("CODEPIPELINE").buildspec(buildspec))
                  .artifacts(a -> a.type("CODEPIPELINE"))
                  .environment(
                      e ->
                          e.type("ARM_CONTAINER")
                              .image("aws/codebuild/amazonlinux2-aarch64-standard:3.0")
                              .computeType("BUILD_GENERAL1_SMALL")));
    }
  }

  private void upload(String check) {
    world.source(Map.of("word.txt", "hello", "make.yaml", MAKES, "check.yaml", check));
  }

  /** Makes something of the source, asks somebody, and checks what was made. */
  private String create() {
    ActionDeclaration make =
        action("Make", "Build", "CodeBuild")
            .namespace("Made")
            .configuration(
                Map.of(
                    "ProjectName", "makes",
                    "EnvironmentVariables",
                        "[{\"name\":\"SUFFIX\",\"value\":\"#{Code.ObjectKey}\"}]"))
            .inputArtifacts(InputArtifact.builder().name("App").build())
            .outputArtifacts(OutputArtifact.builder().name("Built").build())
            .build();
    ActionDeclaration ask =
        gate("Gate").toBuilder()
            .configuration(
                Map.of(
                    "NotificationArn", "arn:aws:sns:eu-west-1:123456789012:asked",
                    "CustomData", "#{Made.WORD}"))
            .build();
    ActionDeclaration check =
        action("Check", "Test", "CodeBuild")
            .configuration(
                Map.of(
                    "ProjectName", "checks",
                    "PrimarySource", "App",
                    "EnvironmentVariables", "[{\"name\":\"EXPECTED\",\"value\":\"#{Made.WORD}\"}]"))
            .inputArtifacts(
                InputArtifact.builder().name("App").build(),
                InputArtifact.builder().name("Built").build())
            .build();
    return world.create(
        declaration(
                ExecutionMode.QUEUED,
                source(),
                stage("Build", make),
                stage("Ask", ask),
                stage("Check", check))
            .toBuilder()
            .roleArn("arn:aws:iam::123456789012:role/ships")
            .build());
  }

  @Test
  void hangsBuildsTogetherByArtifactsAndVariables() {
    upload(CHECKS.replace("made.txt ||", "$CODEBUILD_SRC_DIR_Built/made.txt ||"));
    String id = create();
    String token = world.atGate(id, "Ask", "Gate");
    assertThat(token).isNotEmpty();
    world.approve(id, "Ask", "Gate");
    world.ended(id, "Succeeded");
    assertThat(world.actions(id).get(1).input().resolvedConfiguration())
        .containsEntry("CustomData", "hello-app.zip");
    assertThat(world.actions(id).getFirst().output().executionResult().externalExecutionId())
        .startsWith("checks:");
  }

  @Test
  void saysWhatBuildFailedOnAndTriesItAgain() {
    upload(CHECKS);
    String id = create();
    world.approve(id, "Ask", "Gate");
    world.ended(id, "Failed");
    assertThat(world.failures(id).getFirst())
        .contains("Build terminated with state: FAILED", "phase: BUILD");
    world.pipelines.retryStageExecution(
        retry ->
            retry
                .pipelineName("shop")
                .stageName("Check")
                .pipelineExecutionId(id)
                .retryMode(StageRetryMode.FAILED_ACTIONS));
    world.ended(id, "Failed");
    assertThat(world.failures(id)).hasSize(2);
  }

  @Test
  void takesNoWordOfJobsOnBuilds() {
    Path gate = directory.resolve("gate");
    world.source(
        Map.of(
            "word.txt",
            "hello",
            "make.yaml",
            "{version: 0.2, phases: {build: {commands: ['until [ -e %s ]; do sleep 0.05; done']}}}"
                .formatted(gate)));
    String id = create();
    World.eventually(
        () ->
            world
                .latest("Build", "Make")
                .filter(run -> run.externalExecutionId() != null)
                .isPresent());
    String build = world.latest("Build", "Make").orElseThrow().externalExecutionId();
    assertThatThrownBy(() -> world.pipelines.putJobSuccessResult(put -> put.jobId(build)))
        .isInstanceOf(JobNotFoundException.class);
    assertThat(world.status(id)).isEqualTo("InProgress");
    assertThat(gate.toFile().mkdir()).isTrue();
    World.eventually(() -> !world.status(id).equals("InProgress"));
  }

  @Test
  void keepsOutputsApartWhoseNamesBeginAlike() {
    world.source(
        Map.of(
            "word.txt",
            "hello",
            "make.yaml",
            """
            version: 0.2
            phases: {build: {commands: [echo one > one.txt, echo two > two.txt]}}
            artifacts:
              secondary-artifacts:
                BuildOutputOne: {files: [one.txt]}
                BuildOutputTwo: {files: [two.txt]}
            """));
    ActionDeclaration make =
        action("Make", "Build", "CodeBuild")
            .configuration(Map.of("ProjectName", "makes"))
            .inputArtifacts(InputArtifact.builder().name("App").build())
            .outputArtifacts(
                OutputArtifact.builder().name("BuildOutputOne").build(),
                OutputArtifact.builder().name("BuildOutputTwo").build())
            .build();
    String id =
        world.create(
            declaration(ExecutionMode.QUEUED, source(), stage("Build", make)).toBuilder()
                .roleArn("arn:aws:iam::123456789012:role/ships")
                .build());
    world.ended(id, "Succeeded");
    assertThat(
            world.actions(id).getFirst().output().outputArtifacts().stream()
                .map(
                    made ->
                        files(
                            world.s3.getObjectAsBytes(
                                get ->
                                    get.bucket(made.s3location().bucket())
                                        .key(made.s3location().key())))))
        .containsExactly("one.txt", "two.txt");
  }

  private static String files(ResponseBytes<?> zip) {
    try (ZipInputStream in = new ZipInputStream(zip.asInputStream())) {
      return in.getNextEntry().getName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void failsBuildThatTheEndOfTheEnvironmentInterrupted() throws Exception {
    world.source(
        Map.of(
            "word.txt", "hello",
            "make.yaml", "{version: 0.2, phases: {build: {commands: [sleep 60]}}}"));
    String id = create();
    World.eventually(
        () ->
            world
                .latest("Build", "Make")
                .filter(run -> run.externalExecutionId() != null)
                .isPresent());
    world.restart();
    world.ended(id, "Failed");
    assertThat(world.failures(id).getFirst()).contains("Build terminated with state:");
  }
}
