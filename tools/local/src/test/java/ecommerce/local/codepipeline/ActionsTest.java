package ecommerce.local.codepipeline;

import static ecommerce.local.codepipeline.World.action;
import static ecommerce.local.codepipeline.World.declaration;
import static ecommerce.local.codepipeline.World.gate;
import static ecommerce.local.codepipeline.World.source;
import static ecommerce.local.codepipeline.World.stack;
import static ecommerce.local.codepipeline.World.stage;
import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.local.ObjectClients;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.S3Location;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.ssm.SsmClient;

@Timeout(120)
class ActionsTest {

  private static final String STACKS = "arn:aws:iam::123456789012:role/stacks";
  private static final String TEMPLATE =
      """
      Parameters:
        Colour: {Type: String}
        Key: {Type: String, Default: none}
      Resources:
        Told:
          Type: AWS::SSM::Parameter
          Properties: {Name: /colour, Type: String, Value: !Sub "${Colour} ${Key}"}
      Outputs:
        Name: {Value: !Ref Told}
      """;

  @TempDir Path directory;
  private World world;

  @BeforeEach
  void start() {
    world = new World(directory);
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  private static Map<String, String> createUpdate(String... more) {
    Map<String, String> configuration = new LinkedHashMap<>();
    configuration.put("ActionMode", "CREATE_UPDATE");
    configuration.put("StackName", "told");
    configuration.put("RoleArn", STACKS);
    configuration.put("TemplatePath", "App::deploy/template.yaml");
    for (int i = 0; i < more.length; i += 2) {
      configuration.put(more[i], more[i + 1]);
    }
    return configuration;
  }

  private String told() {
    try (SsmClient ssm = world.client(SsmClient.builder())) {
      return ssm.getParameter(get -> get.name("/colour")).parameter().value();
    }
  }

  @Test
  void makesStackAndChangesItAndTellsItsOutputs() throws IOException {
    world.source(
        Map.of(
            "deploy/template.yaml", TEMPLATE,
            "deploy/config.json", "{\"Parameters\": {\"Colour\": \"red\", \"Key\": \"k\"}}",
            "more.json", "{\"key\": \"deep\"}"));
    ActionDeclaration deploy =
        stack(
                "Deploy",
                createUpdate(
                    "TemplateConfiguration", "App::deploy/config.json",
                    "ParameterOverrides",
                        "{\"Key\": {\"Fn::GetParam\": [\"App\", \"more.json\", \"key\"]}}",
                    "OutputFileName", "outputs.json"))
            .toBuilder()
            .outputArtifacts(OutputArtifact.builder().name("Outputs").build())
            .build();
    ActionDeclaration shown =
        gate("Gate", 2).toBuilder().configuration(Map.of("CustomData", "#{Deploy.Name}")).build();
    String id =
        world.create(declaration(ExecutionMode.QUEUED, source(), stage("Deploy", deploy, shown)));
    world.approve(id, "Deploy", "Gate");
    world.ended(id, "Succeeded");
    assertThat(told()).isEqualTo("red deep");
    assertThat(world.actions(id).getFirst().input().resolvedConfiguration())
        .containsEntry("CustomData", "/colour");
    ActionExecutionDetail deployed = world.actions(id).get(1);
    assertThat(deployed.output().executionResult().externalExecutionId()).contains(":stack/told/");
    S3Location artifact = deployed.output().outputArtifacts().getFirst().s3location();
    assertThat(file(artifact, "outputs.json")).isEqualTo("{\"Name\":\"/colour\"}");
    // Nothing has changed: that is a success too.
    String again = world.run();
    world.approve(again, "Deploy", "Gate");
    world.ended(again, "Succeeded");
  }

  private String file(S3Location artifact, String name) throws IOException {
    byte[] zip =
        world
            .s3
            .getObjectAsBytes(get -> get.bucket(artifact.bucket()).key(artifact.key()))
            .asByteArray();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().equals(name)) {
          return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    throw new AssertionError("no file " + name);
  }

  @Test
  void saysWhichResourceFailed() {
    world.source(
        Map.of(
            "deploy/template.yaml",
            """
            Resources:
              Broken:
                Type: AWS::SSM::Parameter
                Properties: {Name: no spaces please, Type: String, Value: x}
            """));
    String id =
        world.create(
            declaration(
                ExecutionMode.QUEUED, source(), stage("Deploy", stack("Deploy", createUpdate()))));
    world.ended(id, "Failed");
    assertThat(world.failures(id).getFirst()).contains("told", "Broken");
  }

  @Test
  void failsWhereItsRoleMayNotPassTheStacksRole() {
    world.source(Map.of("deploy/template.yaml", TEMPLATE));
    world.role(
        "others", "cloudformation.amazonaws.com", "{'Effect':'Allow','Action':'*','Resource':'*'}");
    String id =
        world.create(
            declaration(
                ExecutionMode.QUEUED,
                source(),
                stage(
                    "Deploy",
                    stack(
                        "Deploy",
                        createUpdate(
                            "RoleArn", "arn:aws:iam::123456789012:role/others",
                            "ParameterOverrides", "{\"Colour\":\"red\"}")))));
    world.ended(id, "Failed");
    assertThat(world.failures(id).getFirst())
        .contains("assumed-role/pipeline/shop", "iam:PassRole", "role/others");
  }

  @Test
  void makesChangeSetAndExecutesItAndRemovesTheStack() {
    world.source(Map.of("deploy/template.yaml", TEMPLATE));
    Map<String, String> replace = createUpdate("ParameterOverrides", "{\"Colour\":\"blue\"}");
    replace.put("ActionMode", "CHANGE_SET_REPLACE");
    replace.put("ChangeSetName", "next");
    StageDeclaration deploy =
        stage(
            "Deploy",
            stack("Prepare", replace),
            stack(
                    "Execute",
                    Map.of(
                        "ActionMode", "CHANGE_SET_EXECUTE",
                        "StackName", "told",
                        "ChangeSetName", "next"))
                .toBuilder()
                .runOrder(2)
                .build());
    StageDeclaration remove =
        stage(
            "Remove",
            gate("Gate"),
            stack(
                    "Delete",
                    Map.of("ActionMode", "DELETE_ONLY", "StackName", "told", "RoleArn", STACKS))
                .toBuilder()
                .runOrder(2)
                .build());
    String id = world.create(declaration(ExecutionMode.QUEUED, source(), deploy, remove));
    world.atGate(id, "Remove", "Gate");
    assertThat(told()).isEqualTo("blue none");
    // The second time there is nothing to change.
    world.pipelines.stopPipelineExecution(
        stop -> stop.pipelineName("shop").pipelineExecutionId(id).abandon(true));
    String second = world.run();
    world.approve(second, "Remove", "Gate");
    world.ended(second, "Succeeded");
    assertThat(
            world.stacks.listStacks().stackSummaries().stream()
                .filter(stack -> !stack.stackStatusAsString().equals("DELETE_COMPLETE")))
        .isEmpty();
  }

  @Test
  void takesSourceThatIsTooLargeForOneRequest() throws IOException {
    Path large = directory.resolve("large.zip");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(80L << 20);
    }
    ObjectClients.put(world.s3, "sources", "app.zip", large);
    String id =
        world.create(declaration(ExecutionMode.QUEUED, source(), stage("Ask", gate("Gate"))));
    world.approve(id, "Ask", "Gate");
    world.ended(id, "Succeeded");
    S3Location made =
        world.actions(id).getLast().output().outputArtifacts().getFirst().s3location();
    assertThat(
            world.s3.headObject(head -> head.bucket(made.bucket()).key(made.key())).contentLength())
        .isEqualTo(80L << 20);
  }

  @Test
  void saysWhichFileIsMissing() {
    world.source(Map.of("readme", "nothing"));
    String id =
        world.create(
            declaration(
                ExecutionMode.QUEUED, source(), stage("Deploy", stack("Deploy", createUpdate()))));
    world.ended(id, "Failed");
    assertThat(world.failures(id).getFirst())
        .contains("File [deploy/template.yaml] does not exist in artifact [App]");
  }

  @Test
  void takesCommitsOfBranch() throws IOException {
    world.role(
        "committed",
        "codepipeline.amazonaws.com",
        """
        {'Effect': 'Allow', 'Action': ['s3:*', 'codecommit:GetBranch', 'codecommit:GetCommit', 'codecommit:UploadArchive'], 'Resource': '*'}
        """);
    String commit;
    try (CodeCommitClient git = world.client(CodeCommitClient.builder())) {
      git.createRepository(create -> create.repositoryName("code"));
      commit =
          git.createCommit(
                  create ->
                      create
                          .repositoryName("code")
                          .branchName("main")
                          .commitMessage("First words")
                          .putFiles(
                              file ->
                                  file.filePath("src/main.txt")
                                      .fileContent(
                                          software.amazon.awssdk.core.SdkBytes.fromUtf8String(
                                              "hello"))))
              .commitId();
    }
    ActionDeclaration code =
        action("Code", "Source", "CodeCommit")
            .namespace("Code")
            .configuration(
                Map.of(
                    "RepositoryName", "code",
                    "BranchName", "main",
                    "PollForSourceChanges", "false"))
            .outputArtifacts(OutputArtifact.builder().name("App").build())
            .build();
    ActionDeclaration shown =
        gate("Gate").toBuilder()
            .configuration(Map.of("CustomData", "#{Code.CommitId} #{Code.CommitMessage}"))
            .build();
    String id =
        world.create(
            declaration(ExecutionMode.QUEUED, stage("Source", code), stage("Test", shown))
                .toBuilder()
                .roleArn("arn:aws:iam::123456789012:role/committed")
                .build());
    world.approve(id, "Test", "Gate");
    world.ended(id, "Succeeded");
    assertThat(world.actions(id).getFirst().input().resolvedConfiguration())
        .containsEntry("CustomData", commit + " First words");
    S3Location artifact =
        world.actions(id).getLast().output().outputArtifacts().getFirst().s3location();
    assertThat(file(artifact, "src/main.txt")).isEqualTo("hello");
    assertThat(world.executions().getFirst().sourceRevisions().getFirst().revisionId())
        .isEqualTo(commit);
  }
}
