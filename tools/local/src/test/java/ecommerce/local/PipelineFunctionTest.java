package ecommerce.local;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.local.deploy.StackRequest;
import ecommerce.local.functions.Reporting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.s3.S3Client;

/** A pipeline's function says how its action went, with the permissions of its own role. */
@Timeout(120)
class PipelineFunctionTest {

  private static final String TEMPLATE =
      """
      Resources:
        Bucket:
          Type: AWS::S3::Bucket
          Properties: {BucketName: code, VersioningConfiguration: {Status: Enabled}}
        PipelineRole:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument:
              Version: "2012-10-17"
              Statement: [{Effect: Allow, Principal: {Service: codepipeline.amazonaws.com}, Action: sts:AssumeRole}]
            Policies:
              - PolicyName: does
                PolicyDocument:
                  Version: "2012-10-17"
                  Statement:
                    - {Effect: Allow, Action: "s3:*", Resource: "*"}
                    - {Effect: Allow, Action: lambda:InvokeFunction, Resource: !GetAtt Reporting.Arn}
        FunctionRole:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument:
              Version: "2012-10-17"
              Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
            Policies:
              - PolicyName: says
                PolicyDocument:
                  Version: "2012-10-17"
                  Statement: [{Effect: Allow, Action: "codepipeline:PutJob*Result", Resource: "*"}]
        Reporting:
          Type: AWS::Lambda::Function
          Properties:
            FunctionName: reporting
            Runtime: java25
            Handler: ecommerce.local.functions.Reporting
            Role: !GetAtt FunctionRole.Arn
            Timeout: 30
            MemorySize: 512
            Code: {LocalPath: function.zip}
        Pipeline:
          Type: AWS::CodePipeline::Pipeline
          Properties:
            Name: calls
            PipelineType: V2
            ExecutionMode: QUEUED
            RoleArn: !GetAtt PipelineRole.Arn
            ArtifactStore: {Type: S3, Location: !Ref Bucket}
            Variables: [{Name: Say}]
            Stages:
              - Name: Source
                Actions:
                  - Name: Code
                    ActionTypeId: {Category: Source, Owner: AWS, Provider: S3, Version: "1"}
                    Configuration: {S3Bucket: !Ref Bucket, S3ObjectKey: code.zip, PollForSourceChanges: false}
                    OutputArtifacts: [{Name: Code}]
              - Name: Call
                Actions:
                  - Name: Report
                    Namespace: Report
                    ActionTypeId: {Category: Invoke, Owner: AWS, Provider: Lambda, Version: "1"}
                    Configuration: {FunctionName: !Ref Reporting, UserParameters: "#{variables.Say}"}
                    InputArtifacts: [{Name: Code}]
      """;

  @TempDir Path directory;

  @Test
  void waitsForTheWordOfItsFunction() throws Exception {
    LocalAwsTest.pack(directory.resolve("function.zip"), Reporting.class);
    Path template = Files.writeString(directory.resolve("template.yaml"), TEMPLATE);
    try (LocalAws aws = LocalAwsTest.start(directory);
        S3Client s3 = LocalAwsTest.client(aws, S3Client.builder().forcePathStyle(true));
        CodePipelineClient pipelines = LocalAwsTest.client(aws, CodePipelineClient.builder())) {
      aws.stacks().deploy(new StackRequest("calls", template, Map.of(), Map.of()));
      s3.putObject(put -> put.bucket("code").key("code.zip"), RequestBody.fromString("zip"));
      // Its variable has no default: it cannot run before somebody gives it.
      assertThat(
              pipelines
                  .listPipelineExecutions(list -> list.pipelineName("calls"))
                  .pipelineExecutionSummaries())
          .isEmpty();
      ActionExecutionDetail good =
          ended(pipelines, run(pipelines, "hello"), PipelineExecutionStatus.SUCCEEDED);
      assertThat(good.output().outputVariables()).containsEntry("SAID", "hello");
      assertThat(good.output().executionResult().externalExecutionSummary()).isEqualTo("all well");
      ActionExecutionDetail bad =
          ended(pipelines, run(pipelines, "fail"), PipelineExecutionStatus.FAILED);
      assertThat(bad.output().executionResult().errorDetails().message()).isEqualTo("no luck");
    }
  }

  private static String run(CodePipelineClient pipelines, String say) {
    return pipelines
        .startPipelineExecution(
            start -> start.name("calls").variables(v -> v.name("Say").value(say)))
        .pipelineExecutionId();
  }

  private static ActionExecutionDetail ended(
      CodePipelineClient pipelines, String execution, PipelineExecutionStatus expected)
      throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    while (status(pipelines, execution) == PipelineExecutionStatus.IN_PROGRESS) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(50);
    }
    List<ActionExecutionDetail> actions =
        pipelines
            .listActionExecutions(
                list -> list.pipelineName("calls").filter(f -> f.pipelineExecutionId(execution)))
            .actionExecutionDetails();
    assertThat(status(pipelines, execution)).as(actions.toString()).isEqualTo(expected);
    return actions.getFirst();
  }

  private static PipelineExecutionStatus status(CodePipelineClient pipelines, String execution) {
    return pipelines
        .getPipelineExecution(get -> get.pipelineName("calls").pipelineExecutionId(execution))
        .pipelineExecution()
        .status();
  }
}
