package ecommerce.local.template;

import static ecommerce.local.template.Written.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the transform promises beyond what tools/local/oracle/compare.py compares with
 * aws-sam-translator.
 */
class SamTransformTest {

  @TempDir Path directory;

  private static Template sam(String name) {
    try {
      Path file = Path.of(SamTransformTest.class.getResource("/template/sam/" + name).toURI());
      return Template.load(file, Map.of(), Written.PSEUDO, ssm -> "bus");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void makesPlainResourcesInTheOrderOfTheFile() {
    assertThat(sam("service.yaml").resources().keySet())
        .containsSequence(
            "Table",
            "TableUpdate",
            "TableUpdateRole",
            "TableUpdateStream",
            "OnEvents",
            "OnEventsRole")
        .contains(
            "ValidatePostPermissionStage",
            "ApiStage",
            "OnEventsDeliveryQueuePolicy",
            "DeliveryDeadLetters")
        .anyMatch(id -> id.matches("ApiDeployment[0-9a-f]{10}"));
  }

  @Test
  void keepsLocalCodeAsAPath() {
    JsonNode function = sam("service.yaml").properties("Validate", Written.REFERENCES);
    assertThat(function.at("/Code")).isEqualTo(json("{\"LocalPath\": \"target/function.zip\"}"));
    assertThat(function.at("/LoggingConfig")).isEqualTo(json("{\"LogGroup\": \"ref-LogGroup\"}"));
    assertThat(sam("apis.yaml").properties("File", Written.REFERENCES).at("/BodyS3Location"))
        .isEqualTo(json("{\"LocalPath\": \"resources/openapi.yaml\"}"));
  }

  @Test
  void readsIncludedDefinitionsInWithTheirPlaces() {
    Template template = sam("service.yaml");
    assertThat(
            template
                .properties("Api", Written.REFERENCES)
                .at("/Body/paths/~1backend~1validate/post/x-amazon-apigateway-integration/uri"))
        .isEqualTo(
            json(
                "\"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/att-Validate-Arn/invocations\""));
    assertThat(template.resources().get("Api").dependsOn()).contains("Validate");
    assertThat(template.position("Api", "Body.paths./backend/validate.post.security"))
        .satisfies(
            place -> {
              assertThat(place.file().getFileName()).hasToString("openapi.yaml");
              assertThat(place.line()).isEqualTo(8);
            });
  }

  @Test
  void saysWhereGeneratedPropertiesComeFrom() {
    Template template = sam("service.yaml");
    Position stream = template.position("TableUpdateStream", "FilterCriteria.Filters[0]");
    assertThat(java.nio.file.Files.exists(stream.file())).isTrue();
    assertThat(lineOf(stream)).contains("FilterCriteria");
    assertThat(lineOf(template.position("TableUpdateStream", "FunctionName"))).contains("Stream:");
    assertThat(lineOf(template.position("TableUpdate", "Runtime"))).contains("Runtime: java25");
    assertThat(lineOf(template.resources().get("TableUpdateRole").position()))
        .contains("TableUpdate:");
  }

  private static String lineOf(Position position) {
    try {
      return java.nio.file.Files.readAllLines(position.file()).get(position.line() - 1);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void makesANewDeploymentForANewDefinition() {
    String template =
        "Transform: AWS::Serverless-2016-10-31\n"
            + "Resources:\n"
            + "  Api:\n"
            + "    Type: AWS::Serverless::Api\n"
            + "    Properties:\n"
            + "      StageName: a\n"
            + "      DefinitionBody: {Fn::Transform: {Name: AWS::Include, Parameters: {Location:"
            + " api.yaml}}}\n";
    Written.in(directory, "api.yaml", "openapi: 3.0.1\n");
    var first = Written.in(directory, template).load().resources().keySet();
    assertThat(Written.in(directory, template).load().resources().keySet()).isEqualTo(first);
    Written.in(directory, "api.yaml", "openapi: 3.0.2\n");
    assertThat(Written.in(directory, template).load().resources().keySet()).isNotEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Foo: 1 | AWS::Serverless::Function Foo of F is not supported
          Layers: [a] | AWS::Serverless::Function Layers of F is not supported
          Policies: [{Foo: {}}] | policy 0 of F is no managed policy, policy document or SAM policy template
          Policies: [{SQSPollerPolicy: {}}] | the policy template SQSPollerPolicy needs QueueName
          Events: {E: {Type: SNS}} | event type SNS of FE is not supported
          Events: {E: {Type: Api, Properties: {Path: /, Method: get}}} | event FE needs RestApiId: an API without a definition of its own is not supported
          Events: {E: {Type: Api, Properties: {Path: /, Method: get, RestApiId: x}}} | Api RestApiId of FE does not refer to an API of this template
          Events: {E: {Type: SQS, Properties: {}}} | SQS FE needs Queue
          Events: {E: {Type: SQS, Properties: {Queue: a, Foo: 1}}} | SQS Foo of FE is not supported
          Events: {E: {Type: DynamoDB, Properties: {Stream: a}}} | DynamoDB FE needs StartingPosition
          Events: {E: {Type: EventBridgeRule, Properties: {DeadLetterConfig: {}}}} | EventBridgeRule DeadLetterConfig of FE needs either Arn or Type
          Events: {E: {Type: Schedule, Properties: {Schedule: a, State: ENABLED, Enabled: true}}} | Schedule State of FE cannot be there together with Enabled
          EventInvokeConfig: {DestinationConfig: {OnFailure: {Type: Foo}}} | EventInvokeConfig of F: OnFailure needs a Type: SQS, SNS, EventBridge or Lambda
          EventInvokeConfig: {DestinationConfig: {OnFailure: {Type: Lambda}}} | EventInvokeConfig of F: OnFailure of type Lambda needs a Destination
          DeadLetterQueue: {Type: SQS} | AWS::Serverless::Function DeadLetterQueue of F needs TargetArn and Type, which is SQS or SNS
          AutoPublishAlias: [] | AWS::Serverless::Function AutoPublishAlias of F is neither a string nor a Ref to a parameter
          AutoPublishAlias: "12" | AWS::Serverless::Function AutoPublishAlias of F ('12') must have letters, digits, - and _ only, and not digits alone
          AutoPublishAlias: a, AutoPublishCodeSha256: 1 | AWS::Serverless::Function AutoPublishCodeSha256 of F is not a string
          VersionDeletionPolicy: Delete | AWS::Serverless::Function VersionDeletionPolicy of F needs AutoPublishAlias
          DeploymentPreference: {Type: AllAtOnce} | AWS::Serverless::Function DeploymentPreference of F needs AutoPublishAlias
          AutoPublishAlias: a, DeploymentPreference: {Enabled: true} | AWS::Serverless::Function DeploymentPreference of F needs Type
          AutoPublishAlias: a, DeploymentPreference: {Type: b, Alarms: c} | DeploymentPreference of F: Alarms must be a list
          AutoPublishAlias: a, DeploymentPreference: {Foo: b} | DeploymentPreference of F: Foo is not supported
          ProvisionedConcurrencyConfig: {} | AWS::Serverless::Function ProvisionedConcurrencyConfig of F is not supported
          Role: !If [C, !Ref AWS::NoValue, a] | AWS::Serverless::Function Role of F with AWS::NoValue as one of two is not supported
          """)
  void refusesWithFileAndLineInFunctions(String property, String reason) {
    Written.in(
            directory,
            "Transform: AWS::Serverless-2016-10-31\n"
                + "Resources:\n"
                + "  F:\n"
                + "    Type: AWS::Serverless::Function\n"
                + "    Properties: {CodeUri: a, Handler: b, Runtime: c, "
                + property
                + "}\n")
        .refused(5, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Transform: Mine | Resources: {A: {Type: X}} | 1 | Transform is supported as AWS::Serverless-2016-10-31 only
          Globals: {Function: {}} | Resources: {A: {Type: X}} | 1 | Globals need the Transform AWS::Serverless-2016-10-31
          Transform: AWS::Serverless-2016-10-31 | Globals: {HttpApi: {}} | 2 | Globals for HttpApi are not supported
          Transform: AWS::Serverless-2016-10-31 | Globals: {Function: {Events: {}}} | 2 | Globals.Function cannot have Events
          Transform: AWS::Serverless-2016-10-31 | Globals: [] | 2 | Globals is not a mapping
          Transform: AWS::Serverless-2016-10-31 | Resources: {A: {Type: AWS::Serverless::HttpApi}} | 2 | AWS::Serverless::HttpApi of A is not supported
          Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31] | Resources: {A: {Type: X}} | 1 | Transform is supported as AWS::Serverless-2016-10-31 only
          Transform: AWS::Serverless-2016-10-31 | Resources: {A: {Type: AWS::Serverless::StateMachine}} | 2 | AWS::Serverless::StateMachine of A is not supported
          Transform: AWS::Serverless-2016-10-31 | Resources: {A: {Type: AWS::Serverless::LayerVersion}} | 2 | AWS::Serverless::LayerVersion of A is not supported
          Transform: AWS::Serverless-2016-10-31 | Resources: {A: {Type: AWS::Serverless::Application, Properties: {Location: {ApplicationId: a, SemanticVersion: b}}}} | 2 | AWS::Serverless::Application Location of A is supported as a file or an S3 URL only: there is no Serverless Application Repository
          Transform: AWS::Serverless-2016-10-31 | Resources: {A: {Type: X, UpdatePolicy: {}}} | 2 | UpdatePolicy of A is supported as CodeDeployLambdaAliasUpdate of an AWS::Lambda::Alias only
          Transform: AWS::Serverless-2016-10-31 | Resources: {A: {Type: AWS::Serverless::Function, Connectors: {}}} | 2 | AWS::Serverless::Function Connectors of A is not supported
          Transform: AWS::Serverless-2016-10-31 | Resources: {A: {Type: AWS::Serverless::Function}} | 2 | AWS::Serverless::Function A needs Runtime
          Transform: AWS::Serverless-2016-10-31 | Resources: {A: {Type: AWS::Serverless::Api, Properties: {StageName: a}}} | 2 | A needs DefinitionBody or DefinitionUri: an API made of events alone is not supported
          Transform: AWS::Serverless-2016-10-31 | Resources: {A: {Type: AWS::Serverless::Api, Properties: {StageName: a, Cors: "'*'"}}} | 2 | AWS::Serverless::Api Cors of A is not supported
          Transform: AWS::Serverless-2016-10-31 | Resources: {A: {Type: AWS::Serverless::SimpleTable, Properties: {PrimaryKey: {Name: a}}}} | 2 | AWS::Serverless::SimpleTable PrimaryKey of A needs Type
          """)
  void refusesWithFileAndLine(String first, String second, int line, String reason) {
    String rest = second.startsWith("Resources") ? "" : "\nResources: {A: {Type: X}}";
    Written.in(directory, first + "\n" + second + rest + "\n").refused(line, reason);
  }

  @Test
  void publishesAnotherVersionWhereCodeChanges() throws Exception {
    Path code = java.nio.file.Files.writeString(directory.resolve("code.zip"), "one");
    Path file =
        java.nio.file.Files.writeString(
            directory.resolve("template.yaml"),
            "Transform: AWS::Serverless-2016-10-31\n"
                + "Resources:\n"
                + "  F:\n"
                + "    Type: AWS::Serverless::Function\n"
                + "    Properties: {CodeUri: code.zip, Handler: b, Runtime: c, AutoPublishAlias:"
                + " live}\n");
    String first = version(file);
    assertThat(version(file)).isEqualTo(first).matches("FVersion[0-9a-f]{10}");
    java.nio.file.Files.writeString(code, "other");
    assertThat(version(file)).isNotEqualTo(first);
  }

  private static String version(Path file) {
    return Template.load(file, Map.of(), Written.PSEUDO, ssm -> "").resources().keySet().stream()
        .filter(id -> id.startsWith("FVersion"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void resolvesUpdatePolicyOfAlias() {
    Template template = sam("deployments.yaml");
    assertThat(template.updatePolicy("HookedAliaslive", Written.REFERENCES))
        .contains(
            json(
                "{\"CodeDeployLambdaAliasUpdate\": {\"ApplicationName\":"
                    + " \"ref-ServerlessDeploymentApplication\", \"DeploymentGroupName\":"
                    + " \"ref-HookedDeploymentGroup\", \"BeforeAllowTrafficHook\": \"ref-Hook\","
                    + " \"AfterAllowTrafficHook\": \"ref-Hook\"}}"));
    assertThat(template.resources().get("HookedAliaslive").dependsOn())
        .contains("HookedDeploymentGroup", "Hook");
  }

  @Test
  void refusesResourcesThatAreMadeTwice() {
    Written.in(
            directory,
            "Transform: AWS::Serverless-2016-10-31\n"
                + "Resources:\n"
                + "  F:\n"
                + "    Type: AWS::Serverless::Function\n"
                + "    Properties: {CodeUri: a, Handler: b, Runtime: c}\n"
                + "  FRole: {Type: AWS::IAM::Role}\n")
        .refused(
            3,
            "F makes the resource FRole, which is there already in "
                + directory.resolve("template.yaml")
                + ":6");
  }
}
