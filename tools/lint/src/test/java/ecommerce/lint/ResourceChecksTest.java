package ecommerce.lint;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What resources must have: functions, rules, pollers, tables, queues, stages, APIs. */
class ResourceChecksTest {

  private static final String SHOP = "shop/template.yaml";
  private static final String STOCK = "stock/template.yaml";
  private static final String API = "shop/resources/openapi.yaml";

  @TempDir Path folder;
  private ShopCheckout checkout;

  @BeforeEach
  void copy() throws IOException {
    checkout = ShopCheckout.in(folder.toRealPath());
  }

  @Test
  void wantsFunctionsToSayWhatTheyAreFor() throws IOException {
    checkout
        .change(STOCK, "      Description: Emits an event for each change of a part\n", "")
        .finds("functions", STOCK, "  TableUpdate:", "TableUpdate has no Description");
  }

  @Test
  void wantsArm() throws IOException {
    checkout
        .change(STOCK, "[arm64]", "[x86_64]")
        .finds("functions", STOCK, "Architectures", "does not run on arm64");
  }

  @Test
  void wantsTheRuntimeOfAll() throws IOException {
    checkout
        .change(STOCK, "java25", "java21")
        .finds("functions", STOCK, "Runtime", "does not run on java25");
  }

  @Test
  void wantsTimeoutsAndMemoryChosen() throws IOException {
    checkout
        .change(STOCK, "      Timeout: 5\n", "")
        .finds("functions", STOCK, "  TableUpdate:", "TableUpdate has no Timeout");
  }

  @Test
  void wantsFunctionsToLogIntoTheStacksGroup() throws IOException {
    checkout
        .change(STOCK, "      LoggingConfig: {LogGroup: !Ref LogGroup}\n", "")
        .finds("functions", STOCK, "  TableUpdate:", "does not log into a log group of this stack");
  }

  @Test
  void wantsLogsToEnd() throws IOException {
    checkout
        .change(STOCK, "    Properties:\n      RetentionInDays: 30\n", "")
        .finds("functions", STOCK, "  LogGroup:", "LogGroup has no RetentionInDays");
  }

  @Test
  void wantsLimitsOnRetriesOfRules() throws IOException {
    checkout
        .change(SHOP, "MaximumRetryAttempts: 3, ", "")
        .finds("rules", SHOP, "RetryPolicy", "OnEventsCreated has no MaximumRetryAttempts");
  }

  @Test
  void wantsDeadLetterQueuesOfRules() throws IOException {
    checkout
        .change(SHOP, "            DeadLetterConfig: {Arn: !GetAtt DeadLetters.Arn}\n", "")
        .finds("rules", SHOP, "        Created:", "has no dead-letter queue");
  }

  @Test
  void wantsDeadLetterQueuesToAcceptTheRule() throws IOException {
    checkout
        .change(SHOP, "[!GetAtt OnEventsCreated.Arn, ", "[")
        .finds("rules", SHOP, "DeadLetterConfig", "does not take what the rule OnEventsCreated");
  }

  @Test
  void acceptsAQueuePolicyForAllRulesOfTheBus() throws IOException {
    checkout
        .change(SHOP, "ArnEquals:", "ArnLike:")
        .change(
            SHOP,
            "[!GetAtt OnEventsCreated.Arn, !GetAtt OnEventsModified.Arn]",
            "!Sub \"arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/${EventBusName}/*\"");
    org.assertj.core.api.Assertions.assertThat(checkout.findings()).isEmpty();
  }

  @Test
  void wantsAsynchronousFunctionsToKeepWhatTheyFailOn() throws IOException {
    checkout
        .change(
            SHOP,
            """
                  EventInvokeConfig:
                    MaximumRetryAttempts: 2
                    MaximumEventAgeInSeconds: 3600
                    DestinationConfig:
                      OnFailure: {Type: SQS, Destination: !GetAtt DeadLetters.Arn}
            """,
            "")
        .finds(
            "asynchronous", SHOP, "  OnEvents:", "OnEvents is invoked asynchronously but has no");
  }

  @Test
  void wantsLimitsOnAsynchronousInvocations() throws IOException {
    checkout
        .change(SHOP, "        MaximumEventAgeInSeconds: 3600\n", "")
        .finds("asynchronous", SHOP, "EventInvokeConfig", "has no MaximumEventAgeInSeconds");
  }

  @Test
  void wantsRolesToReachTheirFailureDestination() throws IOException {
    checkout
        .change(
            SHOP,
            """
                  EventInvokeConfig:
                    MaximumRetryAttempts: 2
                    MaximumEventAgeInSeconds: 3600
                    DestinationConfig:
                      OnFailure: {Type: SQS, Destination: !GetAtt DeadLetters.Arn}
            """,
            "")
        .change(
            SHOP,
            "  Waiting:\n",
            """
              Failures:
                Type: AWS::Lambda::EventInvokeConfig
                Properties:
                  FunctionName: !Ref OnEvents
                  Qualifier: $LATEST
                  MaximumRetryAttempts: 2
                  MaximumEventAgeInSeconds: 3600
                  DestinationConfig: {OnFailure: {Destination: !GetAtt DeadLetters.Arn}}
              Waiting:
            """)
        .finds("asynchronous", SHOP, "DestinationConfig", "may not sqs:SendMessage to DeadLetters");
  }

  @Test
  void wantsStreamsToOutliveAnOutage() throws IOException {
    checkout
        .change(STOCK, "MaximumRetryAttempts: -1\n", "MaximumRetryAttempts: 10\n")
        .finds("pollers", STOCK, "MaximumRetryAttempts", "MaximumRetryAttempts: -1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3600", "86400", "-1"})
  void wantsStreamsToGiveUpOnceARecordIsOld(String age) throws IOException {
    checkout
        .change(
            STOCK, "MaximumRecordAgeInSeconds: 82800\n", "MaximumRecordAgeInSeconds: " + age + "\n")
        .finds("pollers", STOCK, "MaximumRecordAgeInSeconds", "does not try for a day");
  }

  @Test
  void wantsStreamsToHalveWhatFails() throws IOException {
    checkout
        .change(STOCK, "            BisectBatchOnFunctionError: true\n", "")
        .finds("pollers", STOCK, "        Changes:", "does not halve what fails");
  }

  @Test
  void wantsStreamsToReportSingleFailures() throws IOException {
    checkout
        .change(STOCK, "            FunctionResponseTypes: [ReportBatchItemFailures]\n", "")
        .finds("pollers", STOCK, "        Changes:", "does not report single failures");
  }

  @Test
  void wantsQueuesToGiveUp() throws IOException {
    checkout
        .change(
            SHOP,
            "      RedrivePolicy: {deadLetterTargetArn: !GetAtt DeadLetters.Arn, maxReceiveCount:"
                + " 3}\n",
            "")
        .finds("pollers", SHOP, "  Waiting:", "Waiting has no RedrivePolicy");
  }

  @Test
  void wantsMessagesHiddenForSixTimeouts() throws IOException {
    checkout
        .change(SHOP, "VisibilityTimeout: 30", "VisibilityTimeout: 29")
        .finds("pollers", SHOP, "VisibilityTimeout", "hides a message for 29 s");
  }

  @Test
  void wantsTablesEncrypted() throws IOException {
    checkout
        .change(STOCK, "      SSESpecification: {SSEEnabled: true}\n", "")
        .finds("tables", STOCK, "  Table:", "not encrypted with a KMS key");
  }

  @Test
  void wantsTablesRecoverable() throws IOException {
    checkout
        .change(STOCK, "PointInTimeRecoveryEnabled: true", "PointInTimeRecoveryEnabled: false")
        .finds("tables", STOCK, "PointInTimeRecoverySpecification", "no point-in-time recovery");
  }

  @Test
  void wantsTablesProtectedByTheParameter() throws IOException {
    checkout
        .change(
            STOCK, "DeletionProtectionEnabled: !Ref Protected", "DeletionProtectionEnabled: false")
        .change(
            STOCK,
            "  Protected: {Type: String, Default: \"false\", AllowedValues: [\"true\","
                + " \"false\"]}\n",
            "")
        .finds("tables", STOCK, "DeletionProtectionEnabled", "even in a protected environment");
  }

  @Test
  void wantsTablesKeptWhenTheyAreReplaced() throws IOException {
    checkout
        .change(STOCK, "    UpdateReplacePolicy: Retain\n", "")
        .finds("tables", STOCK, "  Table:", "UpdateReplacePolicy: Retain");
  }

  @Test
  void wantsQueuesToKeepMessagesForLong() throws IOException {
    checkout
        .change(STOCK, "      MessageRetentionPeriod: 1209600\n", "")
        .finds("queues", STOCK, "  DeadLetters:", "has no MessageRetentionPeriod");
  }

  @Test
  void wantsQueuesEncrypted() throws IOException {
    checkout
        .change(STOCK, "      SqsManagedSseEnabled: true\n", "")
        .finds("queues", STOCK, "  DeadLetters:", "is not encrypted");
  }

  @Test
  void wantsAccessLogs() throws IOException {
    checkout
        .change(
            SHOP,
            "      AccessLogSetting: {DestinationArn: !GetAtt LogGroup.Arn, Format:"
                + " $context.requestId}\n",
            "")
        .finds("stages", SHOP, "  Api:", "has no access log");
  }

  @Test
  void wantsThrottling() throws IOException {
    checkout
        .change(SHOP, ", ThrottlingBurstLimit: 200", "")
        .finds("stages", SHOP, "MethodSettings", "does not throttle");
  }

  @Test
  void wantsBackendsSigned() throws IOException {
    checkout
        .change(API, "      security: [{AWS_IAM: []}]\n", "")
        .finds("openapi", API, "    get:", "GET /backend/{partId} is open to everyone");
  }

  @Test
  void wantsOptionsAnswered() throws IOException {
    checkout
        .change(API, "    options:", "    head:")
        .change(
            API,
            "          description: The CORS headers\n",
            "          description: None\n"
                + "          content: {application/json: {schema: {type: object}}}\n")
        .change(API, "    head:\n", "    head:\n      security: [{AWS_IAM: []}]\n")
        .finds("openapi", API, "/backend/{partId}:", "does not answer OPTIONS");
  }

  @Test
  void wantsCorsHeadersOnOptions() throws IOException {
    checkout
        .change(
            API, "              method.response.header.Access-Control-Allow-Origin: \"'*'\"\n", "")
        .finds("openapi", API, "    options:", "does not answer with Access-Control-Allow-Origin");
  }

  @Test
  void wantsCorsHeadersOnTheGatewaysOwnAnswers() throws IOException {
    checkout
        .change(
            API,
            "      gatewayresponse.header.Access-Control-Allow-Methods: \"'GET,OPTIONS'\"\n",
            "")
        .finds("openapi", API, "DEFAULT_4XX", "do not have Access-Control-Allow-Methods");
  }

  @Test
  void wantsSchemasOfAnswersToExist() throws IOException {
    checkout
        .change(
            API,
            "schema: {$ref: \"#/components/schemas/Part\"}",
            "schema: {$ref: \"#/components/schemas/Prat\"}")
        .finds("openapi", API, "\"200\":", "Prat, which is not in the file");
  }
}
