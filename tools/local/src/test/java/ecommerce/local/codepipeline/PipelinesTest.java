package ecommerce.local.codepipeline;

import static ecommerce.local.codepipeline.World.action;
import static ecommerce.local.codepipeline.World.declaration;
import static ecommerce.local.codepipeline.World.gate;
import static ecommerce.local.codepipeline.World.source;
import static ecommerce.local.codepipeline.World.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.FailureConditions;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineNameInUseException;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

@Timeout(120)
class PipelinesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A pipeline with a parameter for what changes. */
  private static final String TEMPLATE =
      """
      Parameters:
        Data: {Type: String}
      Resources:
        Pipeline:
          Type: AWS::CodePipeline::Pipeline
          Properties:
            Name: shop
            PipelineType: V2
            ExecutionMode: QUEUED
            RestartExecutionOnUpdate: true
            RoleArn: arn:aws:iam::123456789012:role/pipeline
            ArtifactStore: {Type: S3, Location: artifacts}
            Variables: [{Name: colour, DefaultValue: red}]
            Stages:
              - Name: Source
                Actions:
                  - Name: Code
                    Namespace: Code
                    ActionTypeId: {Category: Source, Owner: AWS, Provider: S3, Version: "1"}
                    Configuration: {S3Bucket: sources, S3ObjectKey: app.zip, PollForSourceChanges: false}
                    OutputArtifacts: [{Name: App}]
              - Name: Test
                Actions:
                  - Name: Gate
                    ActionTypeId: {Category: Approval, Owner: AWS, Provider: Manual, Version: "1"}
                    Configuration: {CustomData: !Ref Data}
            Tags: [{Key: team, Value: shop}]
      Outputs:
        Version: {Value: !GetAtt Pipeline.Version}
      """;

  @TempDir Path directory;
  private World world;

  @BeforeEach
  void start() {
    world = new World(directory);
    world.source(Map.of("readme", "one"));
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  @Test
  void comesFromTemplatesAndBeginsAnewWhenItChanges() {
    deploy("one");
    String first = world.executions().getFirst().pipelineExecutionId();
    world.atGate(first, "Test", "Gate");
    assertThat(
            world
                .pipelines
                .listTagsForResource(
                    list -> list.resourceArn("arn:aws:codepipeline:eu-west-1:123456789012:shop"))
                .tags())
        .extracting(tag -> tag.key() + "=" + tag.value())
        .contains("team=shop");
    deploy("two");
    assertThat(
            world
                .stacks
                .describeStacks(d -> d.stackName("pipes"))
                .stacks()
                .getFirst()
                .outputs()
                .getFirst()
                .outputValue())
        .isEqualTo("2");
    assertThat(world.status(first)).isEqualTo("Cancelled");
    String second = world.executions().getFirst().pipelineExecutionId();
    world.approve(second, "Test", "Gate");
    world.ended(second, "Succeeded");
    world.stacks.deleteStack(delete -> delete.stackName("pipes"));
    World.eventually(() -> world.pipelines.listPipelines().pipelines().isEmpty());
  }

  private void deploy(String data) {
    boolean creates =
        world.stacks.listStacks().stackSummaries().stream()
            .noneMatch(stack -> stack.stackName().equals("pipes"));
    if (creates) {
      world.stacks.createStack(
          create ->
              create
                  .stackName("pipes")
                  .templateBody(TEMPLATE)
                  .parameters(p -> p.parameterKey("Data").parameterValue(data)));
    } else {
      world.stacks.updateStack(
          update ->
              update
                  .stackName("pipes")
                  .templateBody(TEMPLATE)
                  .parameters(p -> p.parameterKey("Data").parameterValue(data)));
    }
    World.eventually(
        () ->
            world
                .stacks
                .describeStacks(describe -> describe.stackName("pipes"))
                .stacks()
                .getFirst()
                .stackStatusAsString()
                .matches("(CREATE|UPDATE)_COMPLETE"));
  }

  @Test
  void startsByRuleAndTellsEachChangeOfState() throws IOException {
    String first =
        world.create(declaration(ExecutionMode.QUEUED, source(), stage("Test", gate("Gate"))));
    world.approve(first, "Test", "Gate");
    world.ended(first, "Succeeded");
    world.role(
        "starts",
        "events.amazonaws.com",
        "{'Effect':'Allow','Action':'codepipeline:StartPipelineExecution','Resource':'*'}");
    try (EventBridgeClient events = world.client(EventBridgeClient.builder());
        SqsClient sqs = world.client(SqsClient.builder())) {
      String queue = sqs.createQueue(create -> create.queueName("told")).queueUrl();
      String arn = "arn:aws:sqs:eu-west-1:123456789012:told";
      sqs.setQueueAttributes(
          set ->
              set.queueUrl(queue)
                  .attributesWithStrings(
                      Map.of(
                          "Policy",
                          "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"events.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\""
                              + arn
                              + "\"}]}")));
      events.putRule(rule -> rule.name("told").eventPattern("{\"source\":[\"aws.codepipeline\"]}"));
      events.putTargets(put -> put.rule("told").targets(t -> t.id("queue").arn(arn)));
      events.putRule(rule -> rule.name("push").eventPattern("{\"source\":[\"test\"]}"));
      events.putTargets(
          put ->
              put.rule("push")
                  .targets(
                      t ->
                          t.id("pipeline")
                              .arn("arn:aws:codepipeline:eu-west-1:123456789012:shop")
                              .roleArn("arn:aws:iam::123456789012:role/starts")));
      events.putEvents(put -> put.entries(e -> e.source("test").detailType("push").detail("{}")));
      World.eventually(() -> world.executions().size() == 2);
      String second = world.executions().getFirst().pipelineExecutionId();
      assertThat(world.executions().getFirst().trigger().triggerTypeAsString())
          .isEqualTo("CloudWatchEvent");
      assertThat(world.executions().getFirst().trigger().triggerDetail()).endsWith(":rule/push");
      world.reject(second, "Test", "Gate");
      world.ended(second, "Failed");
      List<String> told = new ArrayList<>();
      World.eventually(
          () -> {
            sqs.receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
                .messages()
                .forEach(message -> told.add(line(message.body())));
            return told.size() >= 10;
          });
      assertThat(told)
          .containsExactlyInAnyOrder(
              "Pipeline STARTED",
              "Stage Source STARTED",
              "Action Source/Code STARTED",
              "Action Source/Code SUCCEEDED",
              "Stage Source SUCCEEDED",
              "Stage Test STARTED",
              "Action Test/Gate STARTED",
              "Action Test/Gate FAILED",
              "Stage Test FAILED",
              "Pipeline FAILED");
    }
  }

  private static String line(String event) {
    try {
      JsonNode read = JSON.readTree(event);
      JsonNode detail = read.path("detail");
      String what = read.path("detail-type").asText().split(" ")[1];
      String where =
          switch (what) {
            case "Pipeline" -> "";
            case "Stage" -> detail.path("stage").asText() + " ";
            default -> detail.path("stage").asText() + "/" + detail.path("action").asText() + " ";
          };
      return what + " " + where + detail.path("state").asText();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void refusesWhatItCannotRun() {
    PipelineDeclaration good =
        declaration(ExecutionMode.QUEUED, source(), stage("Test", gate("Gate")));
    refuses(good.toBuilder().pipelineType(PipelineType.V1).build(), "V2");
    refuses(good.toBuilder().roleArn("arn:aws:iam::123456789012:role/none").build(), "AssumeRole");
    refuses(good.toBuilder().stages(source()).build(), "at least two stages");
    refuses(
        declaration(ExecutionMode.QUEUED, source(), source()), "Two stages have the name 'Source'");
    refuses(
        declaration(ExecutionMode.QUEUED, stage("Test", gate("Gate")), source()),
        "takes sources only");
    refuses(withAction(action("Sls", "Deploy", "ServiceCatalog").build()), "ServiceCatalog");
    refuses(
        withAction(
            action("Build", "Build", "CodeBuild")
                .configuration(Map.of("ProjectName", "x"))
                .inputArtifacts(InputArtifact.builder().name("Nothing").build())
                .build()),
        "'Nothing', which none before it makes");
    refuses(
        withAction(
            action("Deploy", "Deploy", "CloudFormation")
                .configuration(Map.of("ActionMode", "REPLACE_ON_FAILURE", "StackName", "x"))
                .build()),
        "REPLACE_ON_FAILURE");
    refuses(
        withAction(gate("Gate").toBuilder().configuration(Map.of("Mood", "good")).build()), "Mood");
    refuses(
        declaration(
            ExecutionMode.QUEUED,
            stage(
                "Source",
                source().actions().getFirst().toBuilder()
                    .configuration(Map.of("S3Bucket", "sources", "S3ObjectKey", "app.zip"))
                    .build()),
            stage("Test", gate("Gate"))),
        "PollForSourceChanges");
    world.create(good);
    assertThatThrownBy(() -> world.create(good)).isInstanceOf(PipelineNameInUseException.class);
  }

  @Test
  void refusesModesAndResultsThatItDoesNotKnow() {
    PipelineDeclaration good =
        declaration(ExecutionMode.QUEUED, source(), stage("Test", gate("Gate")));
    refuses(
        good.toBuilder().executionMode("queued").build(), "'queued' at 'pipeline.executionMode'");
    refuses(
        declaration(
            ExecutionMode.QUEUED,
            source(),
            stage("Test", FailureConditions.builder().result("rollback").build(), gate("Gate"))),
        "'rollback' at 'onFailure.result'");
    FailureConditions again =
        FailureConditions.builder()
            .result("RETRY")
            .retryConfiguration(retry -> retry.retryMode("all"))
            .build();
    refuses(
        declaration(ExecutionMode.QUEUED, source(), stage("Test", again, gate("Gate"))),
        "'all' at 'onFailure.retryConfiguration.retryMode'");
  }

  @Test
  void isNotMadeWhereTemplateClosesStageThatItDoesNotHave() {
    world.stacks.createStack(
        create ->
            create
                .stackName("pipes")
                .templateBody(
                    TEMPLATE.replace(
                        "    RestartExecutionOnUpdate: true",
                        "    DisableInboundStageTransitions: [{StageName: Tset, Reason: fair}]"))
                .parameters(p -> p.parameterKey("Data").parameterValue("one")));
    World.eventually(
        () ->
            world
                .stacks
                .describeStacks(describe -> describe.stackName("pipes"))
                .stacks()
                .getFirst()
                .stackStatusAsString()
                .equals("ROLLBACK_COMPLETE"));
    assertThat(world.pipelines.listPipelines().pipelines()).isEmpty();
  }

  private static PipelineDeclaration withAction(ActionDeclaration action) {
    return declaration(ExecutionMode.QUEUED, source(), stage("Test", action));
  }

  private void refuses(PipelineDeclaration declaration, String because) {
    assertThatThrownBy(() -> world.create(declaration))
        .isInstanceOf(CodePipelineException.class)
        .hasMessageContaining(because);
  }

  @Test
  void isListedAndRemoved() {
    world.create(declaration(ExecutionMode.QUEUED, source(), stage("Test", gate("Gate"))));
    assertThat(world.pipelines.listPipelines().pipelines())
        .extracting(PipelineSummary::name)
        .containsExactly("shop");
    world.pipelines.deletePipeline(delete -> delete.name("shop"));
    assertThatThrownBy(() -> world.pipelines.getPipelineState(get -> get.name("shop")))
        .isInstanceOf(PipelineNotFoundException.class);
  }
}
