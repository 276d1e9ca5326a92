package ecommerce.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a service that builds on platform hands over to shared/monitoring, and its alarms. */
class MonitoringChecksTest {

  private static final String STOCK = "stock/template.yaml";
  private static final String SERVICE = "shared/monitoring/service.yaml";
  private static final String RULES = "shared/monitoring/rules.yaml";
  private static final String RUNBOOKS = "docs/runbooks.md";

  @TempDir Path folder;
  private ShopCheckout checkout;

  @BeforeEach
  void stockBuildsOnPlatform() throws IOException {
    checkout =
        ShopCheckout.in(folder.toRealPath())
            .add("platform/metadata.yaml", "name: platform\ndependencies: []\nparameters: {}\n")
            .add(
                "platform/template.yaml",
                """
                AWSTemplateFormatVersion: "2010-09-09"
                Description: Whom alarms tell
                Parameters:
                  Environment: {Type: String, Default: dev}
                Resources:
                  AlarmTopicArnParameter:
                    Type: AWS::SSM::Parameter
                    Properties: {Type: String, Name: !Sub "/ecommerce/${Environment}/platform/alarm-topic/arn", Value: topic}
                """)
            .change("stock/metadata.yaml", "[bus]", "[bus, platform]")
            .change(
                "stock/metadata.yaml",
                "parameters:\n",
                "parameters:\n  AlarmTopicArn: /ecommerce/{Environment}/platform/alarm-topic/arn\n")
            .change(
                STOCK,
                "Resources:\n",
                """
                  AlarmTopicArn: {Type: AWS::SSM::Parameter::Value<String>}
                Resources:
                  Monitoring:
                    Type: AWS::CloudFormation::Stack
                    Properties:
                      TemplateURL: ../shared/monitoring/service.yaml
                      Parameters:
                        Environment: !Ref Environment
                        Service: stock
                        AlarmTopicArn: !Ref AlarmTopicArn
                        LogGroup: !Ref LogGroup
                        Function1: !Ref TableUpdate
                        SlowAfter1: 4000
                        Stream1: !Ref TableUpdate
                        Table1: !Ref Table
                        DeadLetters: !GetAtt DeadLetters.QueueName
                        Never1: RecordUnreadable
                """);
    Path root = Path.of(System.getProperty("ecom.root"));
    for (String file : new String[] {SERVICE, RULES, RUNBOOKS}) {
      checkout.add(file, Files.readString(root.resolve(file)));
    }
  }

  @Test
  void findsNothingWhereAllIsWatched() {
    assertThat(checkout.findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'        Function1: !Ref TableUpdate', TableUpdate:, TableUpdate has no alarm",
    "'        Stream1: !Ref TableUpdate', Changes:, as Stream",
    "'        Table1: !Ref Table', '  Table:', Table has no alarm",
    "'        DeadLetters: !GetAtt DeadLetters.QueueName', '  DeadLetters:', DeadLetters has no"
        + " alarm"
  })
  void wantsWhatCanFailToBeHandedOver(String line, String place, String words) throws IOException {
    checkout.change(STOCK, line + "\n", "").finds("monitoring", STOCK, place, words);
  }

  @Test
  void wantsRulesToBeHandedOver() throws IOException {
    checkout.change(
        STOCK,
        "      Events:\n",
        """
              Events:
                Hourly:
                  Type: Schedule
                  Properties:
                    Schedule: rate(1 hour)
                    RetryPolicy: {MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 600}
        """);

    assertThat(checkout.findings())
        .extracting(Finding::toString)
        .anyMatch(
            found ->
                found.contains("[monitoring] TableUpdateHourly has no alarm")
                    && found.contains("as Schedule"));
  }

  @ParameterizedTest
  @CsvSource({"1000", "5000"})
  void wantsSlowToBeBeforeTheTimeoutAndNotAlways(String limit) throws IOException {
    checkout
        .change(STOCK, "SlowAfter1: 4000", "SlowAfter1: " + limit)
        .finds("monitoring", STOCK, "SlowAfter1", "SlowAfter1 is " + limit + " ms");
  }

  @Test
  void wantsTheDefaultToFitTheTimeoutToo() throws IOException {
    checkout
        .change(STOCK, "        SlowAfter1: 4000\n", "")
        .change(STOCK, "Timeout: 5", "Timeout: 20")
        .finds("monitoring", STOCK, "      Parameters:", "the timeout of TableUpdate 20000");
  }

  @Test
  void wantsAnAlarmToTellTheTopic() throws IOException {
    checkout
        .change(SERVICE, "      AlarmActions: [!Ref AlarmTopicArn]\n", "")
        .finds("alarms", SERVICE, "  Errors:", "Errors tells nobody: AlarmActions");
  }

  @Test
  void wantsARunbookSectionForAnAlarm() throws IOException {
    checkout
        .change(RUNBOOKS, "## errors", "## mishaps")
        .finds("alarms", SERVICE, "docs/runbooks.md#errors", "Errors of stock has no section");
  }

  @Test
  void wantsARunbookSectionForACountedMetric() throws IOException {
    checkout.change(STOCK, "RecordUnreadable", "PartsLost");

    assertThat(checkout.findings())
        .singleElement()
        .extracting(Finding::toString)
        .asString()
        .contains("write \"## PartsLost\" in docs/runbooks.md");
  }

  @Test
  void holdsAlarmsOfTheServicesOwnToTheSame() throws IOException {
    checkout.change(
        STOCK,
        "Resources:\n",
        """
        Resources:
          FewParts:
            Type: AWS::CloudWatch::Alarm
            Properties:
              AlarmDescription: Parts run out
              Namespace: ecommerce
              MetricName: FewParts
              Statistic: Maximum
              Period: 60
              EvaluationPeriods: 1
              ComparisonOperator: GreaterThanThreshold
              Threshold: 0
        """);

    assertThat(checkout.findings())
        .extracting(Finding::toString)
        .hasSize(4)
        .anyMatch(found -> found.contains("FewParts is not named ecommerce-{Environment}-stock-"))
        .anyMatch(found -> found.contains("FewParts tells nobody: OKActions"))
        .anyMatch(found -> found.contains("FewParts does not say what to do"));
  }

  @Test
  void leavesAServiceAloneThatCannotKnowTheTopic() throws IOException {
    checkout
        .change("stock/metadata.yaml", "[bus, platform]", "[bus]")
        .change(
            "stock/metadata.yaml",
            "  AlarmTopicArn: /ecommerce/{Environment}/platform/alarm-topic/arn\n",
            "")
        .change(STOCK, "  AlarmTopicArn: {Type: AWS::SSM::Parameter::Value<String>}\n", "")
        .change(STOCK, "AlarmTopicArn: !Ref AlarmTopicArn", "AlarmTopicArn: nobody")
        .change(STOCK, "        Table1: !Ref Table\n", "");

    assertThat(checkout.findings()).isEmpty();
  }
}
