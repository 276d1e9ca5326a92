package ecommerce.payment3p.cdk;

import static ecommerce.payment3p.cdk.Synthesized.arn;
import static ecommerce.payment3p.cdk.Synthesized.properties;
import static ecommerce.payment3p.cdk.Synthesized.ref;
import static ecommerce.payment3p.cdk.Synthesized.section;
import static ecommerce.payment3p.cdk.Synthesized.sub;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

@NeedsNode
class PaymentCompanyStackTest {

  private static final String FUNCTION = "AWS::Serverless::Function";
  private static final String TABLE = "AWS::DynamoDB::Table";

  private final Template template = Synthesized.template();

  @Test
  void functionIsPublishedAndStartsFromASnapshot() {
    template.resourceCountIs(FUNCTION, 1);
    template.hasResourceProperties(
        FUNCTION,
        Map.of(
            "Handler",
            "ecommerce.payment3p.handlers.Payments",
            "CodeUri",
            "target/function.zip",
            "Runtime",
            "java25",
            "Architectures",
            List.of("arm64"),
            "AutoPublishAlias",
            "live",
            "AutoPublishAliasAllProperties",
            true,
            "SnapStart",
            Map.of("ApplyOn", "PublishedVersions"),
            "LoggingConfig",
            Map.of("LogGroup", ref("LogGroup"))));
  }

  @Test
  void functionFindsItsTables() {
    template.hasResourceProperties(
        FUNCTION,
        Match.objectLike(
            Map.of(
                "Environment",
                Map.of(
                    "Variables",
                    Map.of(
                        "ENVIRONMENT", ref("Environment"),
                        "SERVICE", "payment-3p",
                        "TABLE_NAME", ref("Table"),
                        "SETTLED_TABLE_NAME", ref("SettledTable"),
                        "REFUNDS_TABLE_NAME", ref("RefundsTable"))))));
  }

  @Test
  void functionMayDoWhatItsMovesNeedAndNothingElse() {
    assertThat(properties("Payments").get("Policies"))
        .isEqualTo(
            List.of(
                Map.of(
                    "Version",
                    "2012-10-17",
                    "Statement",
                    List.of(
                        Map.of(
                            "Effect",
                            "Allow",
                            "Action",
                            List.of(
                                "dynamodb:GetItem",
                                "dynamodb:PutItem",
                                "dynamodb:UpdateItem",
                                "dynamodb:DeleteItem"),
                            "Resource",
                            arn("Table")),
                        Map.of(
                            "Effect",
                            "Allow",
                            "Action",
                            List.of("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
                            "Resource",
                            arn("SettledTable")),
                        Map.of(
                            "Effect",
                            "Allow",
                            "Action",
                            List.of("dynamodb:GetItem", "dynamodb:PutItem"),
                            "Resource",
                            arn("RefundsTable"))))));
  }

  @Test
  void onlyTheApiInvokesAndOnlyTheAlias() throws IOException {
    template.resourceCountIs("AWS::Lambda::Permission", 1);
    template.hasResourceProperties(
        "AWS::Lambda::Permission",
        Match.objectEquals(
            Map.of(
                "Action",
                "lambda:InvokeFunction",
                "FunctionName",
                ref("Payments.Alias"),
                "Principal",
                "apigateway.amazonaws.com",
                "SourceArn",
                sub(
                    "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}"
                        + ":${Api}/${Environment}/POST/*"))));
    List<String> invoked =
        Files.readAllLines(Synthesized.FOLDER.resolve("resources/openapi.yaml")).stream()
            .filter(line -> line.contains(":lambda:path/"))
            .toList();
    assertThat(invoked).hasSize(7).allMatch(line -> line.contains("${PaymentsAliaslive}/"));
  }

  @Test
  void tablesAreEncryptedRestorableAndKept() {
    template.resourceCountIs(TABLE, 3);
    template.allResources(
        TABLE,
        Map.of(
            "DeletionPolicy",
            "Delete",
            "UpdateReplacePolicy",
            "Retain",
            "Properties",
            Map.of(
                "BillingMode", "PAY_PER_REQUEST",
                "KeySchema",
                    Match.arrayWith(
                        List.of(Map.of("AttributeName", "paymentToken", "KeyType", "HASH"))),
                "SSESpecification", Map.of("SSEEnabled", true),
                "PointInTimeRecoverySpecification", Map.of("PointInTimeRecoveryEnabled", true),
                "DeletionProtectionEnabled", ref("Protected"))));
  }

  @Test
  void whatHoldsDataKeepsItsLogicalId() {
    assertThat(template.findResources(TABLE))
        .containsOnlyKeys("Table", "SettledTable", "RefundsTable");
  }

  @Test
  void apiIsTheFileAndHasLimits() {
    template.hasResourceProperties(
        "AWS::Serverless::Api",
        Map.of(
            "StageName",
            ref("Environment"),
            "DefinitionBody",
            Map.of(
                "Fn::Transform",
                Map.of(
                    "Name",
                    "AWS::Include",
                    "Parameters",
                    Map.of("Location", "resources/openapi.yaml"))),
            "MethodSettings",
            List.of(
                Map.of(
                    "ResourcePath",
                    "/*",
                    "HttpMethod",
                    "*",
                    "ThrottlingRateLimit",
                    200,
                    "ThrottlingBurstLimit",
                    400))));
  }

  @Test
  void apiLogsItsCallsWhereTheAccountCan() {
    template.hasCondition("HasAccessLog", Map.of("Fn::Equals", List.of(ref("AccessLogs"), "true")));
    template.hasResource("AWS::Logs::LogGroup", Map.of("Condition", "HasAccessLog"));
    assertThat(properties("Api").get("AccessLogSetting"))
        .asString()
        .contains("HasAccessLog", "AccessLog", "$context.status", "AWS::NoValue")
        .doesNotContain("body", "authorizer");
  }

  @Test
  void logsAreKeptAsLongAsAsked() {
    template.resourceCountIs("AWS::Logs::LogGroup", 2);
    template.allResourcesProperties(
        "AWS::Logs::LogGroup", Map.of("RetentionInDays", ref("LogRetentionInDays")));
  }

  @Test
  void publishesWhatTheContractNames() {
    assertThat(template.findResources("AWS::SSM::Parameter")).hasSize(2);
    template.hasResourceProperties(
        "AWS::SSM::Parameter",
        Map.of(
            "Name",
            sub("/ecommerce/${Environment}/payment-3p/api/url"),
            "Value",
            sub("https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/${Environment}")));
    template.hasResourceProperties(
        "AWS::SSM::Parameter",
        Map.of(
            "Name", sub("/ecommerce/${Environment}/payment-3p/table/name"), "Value", ref("Table")));
  }

  @Test
  void needsNothingFromAnyoneElse() {
    assertThat(section("Parameters"))
        .containsOnlyKeys("Environment", "LogRetentionInDays", "Protected", "AccessLogs", "Traffic")
        .allSatisfy((name, parameter) -> assertThat(parameter).containsKey("Default"))
        .allSatisfy(
            (name, parameter) -> assertThat(parameter.get("Type")).isIn("String", "Number"));
    assertThat(template.toJSON().toString()).doesNotContain("Fn::ImportValue", "cdk-");
  }
}
