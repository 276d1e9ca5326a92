package ecommerce.local.codepipeline;

import ecommerce.local.LocalAws;
import ecommerce.local.TestPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecution;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.FailureConditions;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageState;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A whole environment with a bucket of sources and a role for pipelines. Approvals stand for any
 * action that takes its time: a test says how they go.
 */
final class World implements AutoCloseable {

  static final String ROLE = "arn:aws:iam::123456789012:role/pipeline";
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final Path directory;
  private final List<AutoCloseable> clients = new ArrayList<>();
  private LocalAws aws;
  CodePipelineClient pipelines;
  S3Client s3;
  CloudFormationClient stacks;

  World(Path directory) {
    this.directory = directory;
    open();
    role(
        "pipeline",
        "codepipeline.amazonaws.com",
        """
        {'Effect': 'Allow', 'Action': ['s3:*', 'cloudformation:*', 'sns:Publish', 'lambda:*'], 'Resource': '*'},
        {'Effect': 'Allow', 'Action': 'iam:PassRole', 'Resource': 'arn:aws:iam::123456789012:role/stacks'}
        """);
    role(
        "stacks", "cloudformation.amazonaws.com", "{'Effect':'Allow','Action':'*','Resource':'*'}");
    for (String bucket : List.of("sources", "artifacts")) {
      s3.createBucket(create -> create.bucket(bucket));
      s3.putBucketVersioning(
          put -> put.bucket(bucket).versioningConfiguration(v -> v.status("Enabled")));
    }
  }

  private void open() {
    aws =
        LocalAws.start(
            new LocalAws.Options(
                directory.resolve("state"),
                0,
                TestPort.ACCOUNT,
                List.of(),
                directory.resolve("caches")));
    pipelines = client(CodePipelineClient.builder());
    s3 = client(S3Client.builder().forcePathStyle(true));
    stacks = client(CloudFormationClient.builder());
  }

  /** The environment ends and starts again on its state. */
  void restart() throws Exception {
    close();
    open();
  }

  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AutoCloseable> C client(
      B builder) {
    C client =
        builder
            .endpointOverride(URI.create(aws.url()))
            .region(Region.of(TestPort.ACCOUNT.region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    clients.add(client);
    return client;
  }

  void role(String name, String service, String statements) {
    try (IamClient iam = client(IamClient.builder())) {
      iam.createRole(
          create ->
              create
                  .roleName(name)
                  .assumeRolePolicyDocument(
                      policy(
                          "{'Effect': 'Allow', 'Principal': {'Service': '"
                              + service
                              + "'}, 'Action': 'sts:AssumeRole'}")));
      iam.putRolePolicy(
          put -> put.roleName(name).policyName("does").policyDocument(policy(statements)));
    }
  }

  private static String policy(String statements) {
    return ("{'Version': '2012-10-17', 'Statement': [" + statements + "]}").replace('\'', '"');
  }

  /** Uploads a source; the version of the object is answered. */
  String source(Map<String, String> files) {
    return s3.putObject(
            put -> put.bucket("sources").key("app.zip"), RequestBody.fromBytes(zip(files)))
        .versionId();
  }

  static byte[] zip(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static StageDeclaration stage(String name, ActionDeclaration... actions) {
    return StageDeclaration.builder().name(name).actions(actions).build();
  }

  static StageDeclaration stage(
      String name, FailureConditions onFailure, ActionDeclaration... actions) {
    return stage(name, actions).toBuilder().onFailure(onFailure).build();
  }

  static StageDeclaration source() {
    return stage(
        "Source",
        action("Code", "Source", "S3")
            .namespace("Code")
            .configuration(
                Map.of(
                    "S3Bucket", "sources",
                    "S3ObjectKey", "app.zip",
                    "PollForSourceChanges", "false"))
            .outputArtifacts(OutputArtifact.builder().name("App").build())
            .build());
  }

  static ActionDeclaration.Builder action(String name, String category, String provider) {
    return ActionDeclaration.builder()
        .name(name)
        .actionTypeId(type -> type.category(category).owner("AWS").provider(provider).version("1"));
  }

  /** An action whose end a test says. */
  static ActionDeclaration gate(String name) {
    return gate(name, 1);
  }

  static ActionDeclaration gate(String name, int runOrder) {
    return action(name, "Approval", "Manual")
        .runOrder(runOrder)
        .configuration(Map.of("CustomData", "revision #{Code.VersionId}"))
        .build();
  }

  static ActionDeclaration stack(String name, Map<String, String> configuration) {
    return action(name, "Deploy", "CloudFormation")
        .namespace(name)
        .configuration(configuration)
        .inputArtifacts(InputArtifact.builder().name("App").build())
        .build();
  }

  static PipelineDeclaration declaration(ExecutionMode mode, StageDeclaration... stages) {
    return PipelineDeclaration.builder()
        .name("shop")
        .roleArn(ROLE)
        .pipelineType(PipelineType.V2)
        .executionMode(mode)
        .artifactStore(store -> store.type("S3").location("artifacts"))
        .stages(stages)
        .build();
  }

  /** Makes the pipeline; the id of its first execution is answered. */
  String create(PipelineDeclaration declaration) {
    pipelines.createPipeline(create -> create.pipeline(declaration));
    return executions().getFirst().pipelineExecutionId();
  }

  String run() {
    return pipelines.startPipelineExecution(start -> start.name("shop")).pipelineExecutionId();
  }

  List<PipelineExecutionSummary> executions() {
    return pipelines
        .listPipelineExecutions(list -> list.pipelineName("shop"))
        .pipelineExecutionSummaries();
  }

  String status(String execution) {
    return pipelines
        .getPipelineExecution(get -> get.pipelineName("shop").pipelineExecutionId(execution))
        .pipelineExecution()
        .statusAsString();
  }

  void ended(String execution, String status) {
    eventually(() -> !status(execution).matches("InProgress|Stopping"));
    if (!status(execution).equals(status)) {
      throw new AssertionError(
          execution + " is " + status(execution) + ", not " + status + ": " + failures(execution));
    }
  }

  /** What actions of an execution said when they failed. */
  List<String> failures(String execution) {
    return actions(execution).stream()
        .filter(action -> action.output().executionResult().errorDetails() != null)
        .map(action -> action.output().executionResult().errorDetails().message())
        .toList();
  }

  List<ActionExecutionDetail> actions(String execution) {
    return pipelines
        .listActionExecutions(
            list ->
                list.pipelineName("shop").filter(filter -> filter.pipelineExecutionId(execution)))
        .actionExecutionDetails();
  }

  StageState state(String stage) {
    return pipelines.getPipelineState(get -> get.name("shop")).stageStates().stream()
        .filter(state -> state.stageName().equals(stage))
        .findFirst()
        .orElseThrow();
  }

  Optional<ActionExecution> latest(String stage, String action) {
    return state(stage).actionStates().stream()
        .filter(state -> state.actionName().equals(action))
        .flatMap(state -> Optional.ofNullable(state.latestExecution()).stream())
        .findFirst();
  }

  /** Waits until an execution is in a stage, and its gate is closed. */
  String atGate(String execution, String stage, String gate) {
    eventually(
        () ->
            state(stage).latestExecution() != null
                && state(stage).latestExecution().pipelineExecutionId().equals(execution)
                && latest(stage, gate).filter(run -> run.token() != null).isPresent());
    return latest(stage, gate).orElseThrow().token();
  }

  void say(String execution, String stage, String gate, ApprovalStatus said) {
    String token = atGate(execution, stage, gate);
    pipelines.putApprovalResult(
        put ->
            put.pipelineName("shop")
                .stageName(stage)
                .actionName(gate)
                .token(token)
                .result(result -> result.status(said).summary("because")));
  }

  void approve(String execution, String stage, String gate) {
    say(execution, stage, gate, ApprovalStatus.APPROVED);
  }

  void reject(String execution, String stage, String gate) {
    say(execution, stage, gate, ApprovalStatus.REJECTED);
  }

  static void eventually(BooleanSupplier condition) {
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not happen within " + LONGEST_WAIT);
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable client : clients) {
      client.close();
    }
    clients.clear();
    aws.close();
  }
}
