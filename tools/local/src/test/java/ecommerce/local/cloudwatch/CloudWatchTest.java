package ecommerce.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static software.amazon.awssdk.services.cloudwatch.model.Statistic.SAMPLE_COUNT;
import static software.amazon.awssdk.services.cloudwatch.model.Statistic.SUM;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ecommerce.local.AccessDenied;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import ecommerce.local.MovableTimers;
import ecommerce.local.TestPort;
import ecommerce.local.store.MvStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.*;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;

/** CloudWatch as the SDK's own client sees it. */
class CloudWatchTest {

  private static final Map<String, String> ORDERS = Map.of("FunctionName", "orders");

  private static final String OPS = "arn:aws:sns:eu-west-1:123456789012:ops";
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:repair";

  @TempDir Path folder;
  private final MovableTimers timers = new MovableTimers();
  private final List<JsonNode> told = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();
  private MvStore store;
  private CloudWatch part;
  private TestPort port;
  private CloudWatchClient client;

  @BeforeEach
  void open() throws Exception {
    store = new MvStore(folder);
    part =
        new CloudWatch(
            TestPort.ACCOUNT,
            store,
            timers,
            (source, type, resources, detail) -> {
              assertThat(source + " " + type)
                  .isEqualTo("aws.cloudwatch CloudWatch Alarm State Change");
              told.add(detail);
            },
            this::publish,
            new Invoker() {
              @Override
              public Outcome invoke(Identity caller, String function, byte[] payload) {
                throw new UnsupportedOperationException();
              }

              @Override
              public void enqueue(Identity caller, String function, byte[] payload) {
                sent.add(caller.arn() + " " + new String(payload, StandardCharsets.UTF_8));
              }
            });
    port = new TestPort(part);
    client = port.client(CloudWatchClient.builder());
  }

  @AfterEach
  void shut() throws Exception {
    client.close();
    port.close();
    part.close();
    store.close();
  }

  private void publish(
      Identity caller,
      String topicArn,
      Optional<String> subject,
      String message,
      Map<String, String> attributes) {
    if (topicArn.endsWith(":closed")) {
      throw new AccessDenied(caller.arn() + " may not sns:Publish");
    }
    sent.add(caller.arn() + " " + subject.orElse("") + " " + message);
  }

  private void restart() throws Exception {
    shut();
    open();
  }

  private void record(String name, double... values) {
    for (double value : values) {
      part.record("AWS/Lambda", name, ORDERS, value, StandardUnit.COUNT);
    }
  }

  private static Metric metric(String name) {
    return Metric.builder()
        .namespace("AWS/Lambda")
        .metricName(name)
        .dimensions(Dimension.builder().name("FunctionName").value("orders").build())
        .build();
  }

  private static MetricDataQuery query(String id, String name, String stat) {
    return MetricDataQuery.builder()
        .id(id)
        .metricStat(s -> s.metric(metric(name)).period(60).stat(stat))
        .build();
  }

  private static MetricDataQuery math(String id, String expression) {
    return MetricDataQuery.builder().id(id).expression(expression).build();
  }

  private List<Double> values(String id, MetricDataQuery... queries) {
    return client
        .getMetricData(
            q ->
                q.startTime(timers.instant().minusSeconds(600))
                    .endTime(timers.instant().plusSeconds(60))
                    .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                    .metricDataQueries(queries))
        .metricDataResults()
        .stream()
        .filter(result -> result.id().equals(id))
        .findFirst()
        .orElseThrow()
        .values();
  }

  private PutMetricAlarmRequest.Builder alarm() {
    return PutMetricAlarmRequest.builder()
        .alarmName("orders-errors")
        .namespace("AWS/Lambda")
        .metricName("Errors")
        .dimensions(Dimension.builder().name("FunctionName").value("orders").build())
        .statistic(SUM)
        .period(60)
        .evaluationPeriods(1)
        .threshold(1.0)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
        .treatMissingData("notBreaching");
  }

  private StateValue state() {
    return client
        .describeAlarms(q -> q.alarmNames("orders-errors"))
        .metricAlarms()
        .getFirst()
        .stateValue();
  }

  @Test
  void givesEachStatisticOfAMinute() {
    record("Duration", 10, 20, 30, 40);
    assertThat(values("a", query("a", "Duration", "Sum"))).containsExactly(100.0);
    assertThat(values("a", query("a", "Duration", "Average"))).containsExactly(25.0);
    assertThat(values("a", query("a", "Duration", "Minimum"))).containsExactly(10.0);
    assertThat(values("a", query("a", "Duration", "Maximum"))).containsExactly(40.0);
    assertThat(values("a", query("a", "Duration", "SampleCount"))).containsExactly(4.0);
    assertThat(values("a", query("a", "Duration", "p50")).getFirst()).isCloseTo(20, within(0.2));
    assertThat(values("a", query("a", "Duration", "p99")).getFirst()).isCloseTo(40, within(0.4));
  }

  @Test
  void keepsWhatWasMeasuredOverARestart() throws Exception {
    record("Errors", 1, 1);
    restart();
    record("Errors", 1);
    assertThat(values("e", query("e", "Errors", "Sum"))).containsExactly(3.0);
  }

  @Test
  void worksOutExpressionsOverSeveralMinutes() {
    record("Invocations", 1, 1, 1, 1);
    record("Errors", 1);
    timers.move(Duration.ofMinutes(1));
    record("Invocations", 1, 1);
    MetricDataQuery errors = query("errors", "Errors", "Sum");
    MetricDataQuery all = query("all", "Invocations", "Sum");
    assertThat(values("x", errors, all, math("x", "100 * errors / all"))).containsExactly(25.0);
    assertThat(values("x", errors, all, math("x", "FILL(errors, 0) / all")))
        .containsExactly(0.25, 0.0);
    assertThat(values("x", errors, all, math("x", "SUM(METRICS())"))).containsExactly(5.0, 2.0);
    assertThat(values("x", all, math("x", "IF(all > 3, all, 0)"))).containsExactly(4.0, 0.0);
    assertThat(values("x", all, math("x", "RATE(all) * PERIOD(all)"))).containsExactly(-2.0);
    assertThat(values("x", all, math("x", "-MAX(all) + TIME_SERIES(0)")).getFirst())
        .isEqualTo(-4.0);
  }

  @Test
  void makesUpNoMorePointsThanItCanGive() {
    record("Errors", 3);
    for (String expression : List.of("FILL(errors, 0)", "FILL(errors, REPEAT)", "1")) {
      GetMetricDataResponse answer =
          client.getMetricData(
              q ->
                  q.startTime(Instant.parse("2025-06-01T00:00:00Z"))
                      .endTime(timers.instant().plusSeconds(60))
                      .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                      .metricDataQueries(
                          query("errors", "Errors", "Sum").toBuilder().returnData(false).build(),
                          math("x", expression)));
      assertThat(answer.metricDataResults().getFirst().values())
          .hasSizeLessThanOrEqualTo(100_800)
          .contains(expression.equals("1") ? 1.0 : 3.0);
    }
  }

  @Test
  void refusesByNameWhatMetricMathHasNotHere() {
    assertThatThrownBy(() -> values("x", math("x", "SEARCH('{AWS/Lambda}', 'Sum', 60)")))
        .hasMessageContaining("SEARCH");
    assertThatThrownBy(() -> values("x", math("x", "SUM(m1")))
        .hasMessageContaining("')' is missing");
    assertThatThrownBy(() -> values("x", math("x", "m1 + 1"))).hasMessageContaining("m1");
    assertThatThrownBy(() -> values("x", math("x", "x + 1"))).hasMessageContaining("itself");
  }

  @Test
  void takesMetricsOfClients() {
    client.putMetricData(
        q ->
            q.namespace("shop")
                .metricData(
                    d ->
                        d.metricName("Orders")
                            .values(1.0, 2.0)
                            .counts(3.0, 1.0)
                            .unit("Count")
                            .timestamp(timers.instant()),
                    d ->
                        d.metricName("Money")
                            .timestamp(timers.instant())
                            .statisticValues(
                                s -> s.sampleCount(2.0).sum(30.0).minimum(10.0).maximum(20.0))));
    GetMetricStatisticsResponse orders =
        client.getMetricStatistics(
            q ->
                q.namespace("shop")
                    .metricName("Orders")
                    .startTime(timers.instant().minusSeconds(300))
                    .endTime(timers.instant().plusSeconds(60))
                    .period(300)
                    .statistics(SUM, SAMPLE_COUNT));
    assertThat(orders.datapoints()).hasSize(1);
    assertThat(orders.datapoints().getFirst().sum()).isEqualTo(5.0);
    assertThat(orders.datapoints().getFirst().sampleCount()).isEqualTo(4.0);
    assertThat(client.listMetrics(q -> q.namespace("shop")).metrics())
        .extracting(Metric::metricName)
        .containsExactlyInAnyOrder("Orders", "Money");
  }

  @Test
  void refusesMetricsThatItDoesNotKeep() {
    assertThatThrownBy(
            () ->
                client.putMetricData(
                    q -> q.namespace("AWS/Lambda").metricData(d -> d.metricName("x").value(1.0))))
        .isInstanceOf(InvalidParameterValueException.class);
    assertThatThrownBy(
            () ->
                client.putMetricData(
                    q ->
                        q.namespace("shop")
                            .metricData(
                                d ->
                                    d.metricName("x")
                                        .value(1.0)
                                        .storageResolution(1)
                                        .timestamp(timers.instant()))))
        .hasMessageContaining("StorageResolution 1");
  }

  @Test
  void ringsOnceTheMinuteIsOverAndIsQuietAgainLater() {
    client.putMetricAlarm(alarm().build());
    assertThat(state()).isEqualTo(StateValue.INSUFFICIENT_DATA);
    timers.move(Duration.ofSeconds(5));
    assertThat(state()).isEqualTo(StateValue.OK);
    record("Errors", 1);
    timers.move(Duration.ofMinutes(1));
    assertThat(state()).isEqualTo(StateValue.ALARM);
    assertThat(part.inAlarm("orders-errors")).isTrue();
    assertThat(part.inAlarm("arn:aws:cloudwatch:eu-west-1:123456789012:alarm:orders-errors"))
        .isTrue();
    timers.move(Duration.ofMinutes(4));
    assertThat(state()).isEqualTo(StateValue.OK);
    assertThat(told)
        .extracting(detail -> detail.path("state").path("value").asText())
        .containsExactly("OK", "ALARM", "OK");
    assertThat(
            client
                .describeAlarmHistory(
                    q -> q.alarmName("orders-errors").historyItemType(HistoryItemType.STATE_UPDATE))
                .alarmHistoryItems())
        .extracting(AlarmHistoryItem::historySummary)
        .containsExactly(
            "Alarm updated from ALARM to OK",
            "Alarm updated from OK to ALARM",
            "Alarm updated from INSUFFICIENT_DATA to OK");
  }

  @Test
  void keepsAlarmsOnWhatIsUsualAndSaysThatNothingIsLearnt() {
    client.putMetricAlarm(unusual("usual").build());
    record("Errors", 1);
    timers.move(Duration.ofMinutes(2));
    MetricAlarm kept = client.describeAlarms().metricAlarms().getFirst();
    assertThat(kept.thresholdMetricId()).isEqualTo("usual");
    assertThat(kept.stateValue()).isEqualTo(StateValue.INSUFFICIENT_DATA);
    assertThat(kept.stateReason()).contains("learns nothing", "usual");
    assertThatThrownBy(() -> client.putMetricAlarm(unusual("other").build()))
        .hasMessageContaining("no ANOMALY_DETECTION_BAND(…) with the id other");
    assertThatThrownBy(() -> client.putMetricAlarm(unusual("usual").threshold(1.0).build()))
        .hasMessageContaining("Threshold must not be given");
    assertThatThrownBy(
            () ->
                client.putMetricAlarm(
                    unusual("usual")
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                        .build()))
        .hasMessageContaining("compares with no band");
  }

  /** As the monitoring of a service has it. */
  private static PutMetricAlarmRequest.Builder unusual(String threshold) {
    return PutMetricAlarmRequest.builder()
        .alarmName("orders-unusual")
        .comparisonOperator(ComparisonOperator.LESS_THAN_LOWER_OR_GREATER_THAN_UPPER_THRESHOLD)
        .thresholdMetricId(threshold)
        .evaluationPeriods(3)
        .metrics(
            MetricDataQuery.builder()
                .id("usual")
                .expression("ANOMALY_DETECTION_BAND(is, 3)")
                .build(),
            MetricDataQuery.builder()
                .id("is")
                .metricStat(
                    stat ->
                        stat.period(300)
                            .stat("Sum")
                            .metric(metric -> metric.namespace("shop").metricName("Errors")))
                .build());
  }

  @Test
  void tellsWhyItRings() {
    client.putMetricAlarm(alarm().build());
    record("Errors", 1, 1, 1);
    timers.move(Duration.ofMinutes(1));
    assertThat(client.describeAlarms().metricAlarms().getFirst().stateReason())
        .isEqualTo(
            "Threshold Crossed: 1 out of the last 1 datapoints [3.0 (01/03/26 10:00:00)] was"
                + " greater than or equal to the threshold (1.0) (minimum 1 datapoint for OK ->"
                + " ALARM transition).");
  }

  @Test
  void ringsOnAnExpressionOverSeveralMetrics() {
    client.putMetricAlarm(
        PutMetricAlarmRequest.builder()
            .alarmName("orders-errors")
            .evaluationPeriods(1)
            .threshold(0.0)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
            .treatMissingData("notBreaching")
            .metrics(
                math("errors", "SUM(METRICS())"),
                query("a", "Errors", "Sum").toBuilder().returnData(false).build(),
                query("b", "Throttles", "Sum").toBuilder().returnData(false).build())
            .build());
    record("Throttles", 1);
    timers.move(Duration.ofMinutes(1));
    assertThat(state()).isEqualTo(StateValue.ALARM);
  }

  @Test
  void keepsAStateThatWasSetForAMinute() throws Exception {
    client.putMetricAlarm(alarm().build());
    timers.move(Duration.ofSeconds(5));
    client.setAlarmState(
        q -> q.alarmName("orders-errors").stateValue(StateValue.ALARM).stateReason("a test"));
    assertThat(part.inAlarm("orders-errors")).isTrue();
    restart();
    assertThat(part.inAlarm("orders-errors")).isTrue();
    timers.move(Duration.ofMinutes(2));
    assertThat(part.inAlarm("orders-errors")).isFalse();
  }

  @Test
  void looksAtPointsOfItsUnitOnly() {
    client.putMetricAlarm(alarm().unit(StandardUnit.COUNT).build());
    client.putMetricAlarm(alarm().alarmName("orders-bytes").unit(StandardUnit.BYTES).build());
    record("Errors", 1);
    timers.move(Duration.ofMinutes(1));
    assertThat(state()).isEqualTo(StateValue.ALARM);
    assertThat(part.inAlarm("orders-bytes")).isFalse();
    assertThat(client.describeAlarms(q -> q.alarmNames("orders-bytes")).metricAlarms())
        .singleElement()
        .satisfies(alarm -> assertThat(alarm.unit()).isEqualTo(StandardUnit.BYTES));
    assertThatThrownBy(() -> client.putMetricAlarm(alarm().unit("Apples").build()))
        .hasMessageContaining("Apples");
  }

  @Test
  void givesPointsOfTheUnitThatIsAskedFor() {
    record("Errors", 2);
    for (StandardUnit unit : List.of(StandardUnit.COUNT, StandardUnit.SECONDS)) {
      int points = unit == StandardUnit.COUNT ? 1 : 0;
      assertThat(
              values(
                  "e",
                  MetricDataQuery.builder()
                      .id("e")
                      .metricStat(s -> s.metric(metric("Errors")).period(60).stat("Sum").unit(unit))
                      .build()))
          .hasSize(points);
      assertThat(
              client
                  .getMetricStatistics(
                      q ->
                          q.namespace("AWS/Lambda")
                              .metricName("Errors")
                              .dimensions(metric("Errors").dimensions())
                              .startTime(timers.instant().minusSeconds(60))
                              .endTime(timers.instant().plusSeconds(60))
                              .period(60)
                              .unit(unit)
                              .statistics(SUM))
                  .datapoints())
          .hasSize(points);
    }
  }

  @Test
  void givesNoMorePointsAtOnceThanIsAskedFor() {
    for (int i = 0; i < 3; i++) {
      record("Errors", i);
      record("Throttles", 10 + i);
      timers.move(Duration.ofMinutes(1));
    }
    GetMetricDataRequest request =
        GetMetricDataRequest.builder()
            .startTime(timers.instant().minusSeconds(600))
            .endTime(timers.instant().plusSeconds(60))
            .scanBy(ScanBy.TIMESTAMP_ASCENDING)
            .maxDatapoints(2)
            .metricDataQueries(query("e", "Errors", "Sum"), query("t", "Throttles", "Sum"))
            .build();
    List<List<Double>> pages =
        client.getMetricDataPaginator(request).stream()
            .map(
                page ->
                    page.metricDataResults().stream()
                        .flatMap(result -> result.values().stream())
                        .toList())
            .toList();
    assertThat(pages).containsExactly(List.of(0.0, 1.0), List.of(2.0, 10.0), List.of(11.0, 12.0));
    assertThat(client.getMetricData(request).metricDataResults().getFirst().statusCode())
        .isEqualTo(StatusCode.PARTIAL_DATA);
    assertThatThrownBy(() -> client.getMetricData(request.toBuilder().maxDatapoints(0).build()))
        .hasMessageContaining("MaxDatapoints");
    assertThatThrownBy(
            () ->
                client.getMetricData(
                    request.toBuilder().labelOptions(o -> o.timezone("+0400")).build()))
        .hasMessageContaining("LabelOptions");
  }

  @Test
  void refusesAlarmsThatCompareWithNothing() {
    assertThatThrownBy(
            () -> client.putMetricAlarm(alarm().comparisonOperator((String) null).build()))
        .isInstanceOf(CloudWatchException.class)
        .hasMessageContaining("ComparisonOperator is required");
  }

  @Test
  void findsAlarmsByTheirActionsAndTheirRelatives() {
    client.putMetricAlarm(alarm().okActions(OPS).build());
    client.putMetricAlarm(alarm().alarmName("other").alarmActions(FUNCTION).build());
    client.putCompositeAlarm(q -> q.alarmName("any").alarmRule("ALARM(\"orders-errors\")"));
    client.putCompositeAlarm(q -> q.alarmName("top").alarmRule("OK(any) AND ALARM(other)"));
    assertThat(client.describeAlarms(q -> q.actionPrefix("arn:aws:sns:")).metricAlarms())
        .extracting(MetricAlarm::alarmName)
        .containsExactly("orders-errors");
    DescribeAlarmsResponse children = client.describeAlarms(q -> q.childrenOfAlarmName("top"));
    assertThat(children.metricAlarms()).extracting(MetricAlarm::alarmName).containsExactly("other");
    assertThat(children.compositeAlarms())
        .extracting(CompositeAlarm::alarmName)
        .containsExactly("any");
    assertThat(client.describeAlarms(q -> q.parentsOfAlarmName("orders-errors")).compositeAlarms())
        .extracting(CompositeAlarm::alarmName)
        .containsExactly("any");
    assertThatThrownBy(
            () -> client.describeAlarms(q -> q.childrenOfAlarmName("top").alarmNamePrefix("o")))
        .hasMessageContaining("ChildrenOfAlarmName");
  }

  @Test
  void compositeAlarmsFollowTheirRule() {
    client.putMetricAlarm(alarm().build());
    timers.move(Duration.ofSeconds(5));
    client.putCompositeAlarm(
        q -> q.alarmName("any").alarmRule("ALARM(\"orders-errors\") OR (FALSE AND NOT TRUE)"));
    assertThat(part.inAlarm("any")).isFalse();
    client.setAlarmState(
        q -> q.alarmName("orders-errors").stateValue(StateValue.ALARM).stateReason("a test"));
    assertThat(part.inAlarm("any")).isTrue();
    assertThatThrownBy(() -> client.deleteAlarms(q -> q.alarmNames("orders-errors")))
        .hasMessageContaining("composite");
    client.deleteAlarms(q -> q.alarmNames("orders-errors", "any"));
    assertThat(client.describeAlarms().metricAlarms()).isEmpty();
  }

  @Test
  void actsOnTopicsAndFunctionsAndRemembersIt() throws Exception {
    client.putMetricAlarm(alarm().alarmActions(OPS, FUNCTION).okActions(OPS).build());
    timers.move(Duration.ofSeconds(5));
    assertThat(sent)
        .singleElement()
        .asString()
        .contains("OK: \"orders-errors\" in Europe (Ireland)");
    sent.clear();
    record("Errors", 1);
    timers.move(Duration.ofMinutes(1));
    assertThat(sent).hasSize(2);
    assertThat(sent.getFirst())
        .startsWith("cloudwatch.amazonaws.com ALARM: \"orders-errors\" in Europe (Ireland) ");
    JsonNode message =
        new ObjectMapper().readTree(sent.getFirst().substring(sent.getFirst().indexOf('{')));
    assertThat(message.path("NewStateValue").asText()).isEqualTo("ALARM");
    assertThat(message.path("OldStateValue").asText()).isEqualTo("OK");
    assertThat(message.path("AlarmActions")).hasSize(2);
    assertThat(message.path("Trigger").path("MetricName").asText()).isEqualTo("Errors");
    assertThat(message.path("Trigger").path("Statistic").asText()).isEqualTo("SUM");
    assertThat(message.path("Trigger").path("Dimensions").path(0).path("value").asText())
        .isEqualTo("orders");
    assertThat(sent.get(1))
        .startsWith("lambda.alarms.cloudwatch.amazonaws.com {\"source\":\"aws.cloudwatch\"");
    assertThat(actions("orders-errors"))
        .containsOnly(
            "Successfully executed action " + OPS, "Successfully executed action " + FUNCTION);
  }

  @Test
  void writesDownWhichActionFailed() {
    client.putMetricAlarm(
        alarm().okActions("arn:aws:sns:eu-west-1:123456789012:closed", OPS).build());
    timers.move(Duration.ofSeconds(5));
    assertThat(sent).hasSize(1);
    assertThat(actions("orders-errors"))
        .contains(
            "Failed to execute action arn:aws:sns:eu-west-1:123456789012:closed. Received error:"
                + " \"cloudwatch.amazonaws.com may not sns:Publish\"");
  }

  @Test
  void doesNothingWhileItsActionsAreDisabled() {
    client.putMetricAlarm(alarm().okActions(OPS).alarmActions(OPS).build());
    client.disableAlarmActions(q -> q.alarmNames("orders-errors"));
    timers.move(Duration.ofSeconds(5));
    assertThat(sent).isEmpty();
    client.enableAlarmActions(q -> q.alarmNames("orders-errors"));
    record("Errors", 1);
    timers.move(Duration.ofMinutes(1));
    assertThat(sent).hasSize(1);
  }

  @Test
  void holdsActionsBackWhileTheSuppressorRings() throws Exception {
    client.putMetricAlarm(alarm().build());
    client.putMetricAlarm(alarm().alarmName("deploying").metricName("Deploying").build());
    timers.move(Duration.ofSeconds(5));
    client.putCompositeAlarm(
        q ->
            q.alarmName("any")
                .alarmRule("ALARM(\"orders-errors\")")
                .alarmActions(OPS)
                .actionsSuppressor("deploying")
                .actionsSuppressorWaitPeriod(30)
                .actionsSuppressorExtensionPeriod(60));
    set("orders-errors", StateValue.ALARM);
    assertThat(suppressedBy("any")).isEqualTo("WaitPeriod");
    set("deploying", StateValue.ALARM);
    assertThat(suppressedBy("any")).isEqualTo("Alarm");
    timers.move(Duration.ofSeconds(40));
    restart();
    assertThat(sent).isEmpty();
    set("orders-errors", StateValue.ALARM);
    set("deploying", StateValue.OK);
    assertThat(suppressedBy("any")).isEqualTo("ExtensionPeriod");
    timers.move(Duration.ofSeconds(50));
    assertThat(sent).isEmpty();
    timers.move(Duration.ofSeconds(15));
    assertThat(sent).hasSize(1);
    assertThat(sent.getFirst()).contains("\"AlarmRule\":\"ALARM(\\\"orders-errors\\\")\"");
  }

  private void set(String alarm, StateValue state) {
    client.setAlarmState(q -> q.alarmName(alarm).stateValue(state).stateReason("a test"));
  }

  private String suppressedBy(String alarm) {
    return client
        .describeAlarms(q -> q.alarmNames(alarm).alarmTypes(AlarmType.COMPOSITE_ALARM))
        .compositeAlarms()
        .getFirst()
        .actionsSuppressedByAsString();
  }

  private List<String> actions(String alarm) {
    return client
        .describeAlarmHistory(q -> q.alarmName(alarm).historyItemType(HistoryItemType.ACTION))
        .alarmHistoryItems()
        .stream()
        .map(AlarmHistoryItem::historySummary)
        .toList();
  }

  @Test
  void refusesAlarmsThatItCannotWatch() {
    assertThatThrownBy(
            () ->
                client.putMetricAlarm(
                    alarm().alarmActions("arn:aws:automate:eu-west-1:ec2:stop").build()))
        .hasMessageContaining("arn:aws:automate:eu-west-1:ec2:stop");
    assertThatThrownBy(() -> client.putMetricAlarm(alarm().period(10).build()))
        .hasMessageContaining("10");
    assertThatThrownBy(() -> client.putMetricAlarm(alarm().treatMissingData("never").build()))
        .hasMessageContaining("TreatMissingData");
    assertThatThrownBy(
            () -> client.putCompositeAlarm(q -> q.alarmName("c").alarmRule("ALARM(nobody)")))
        .hasMessageContaining("nobody");
    assertThat(client.describeAlarms().metricAlarms()).isEmpty();
  }

  @Test
  void keepsDashboardsAndRefusesWhatIsNoJson() {
    client.putDashboard(
        q -> q.dashboardName("shop").dashboardBody("{\"widgets\": [{\"type\": \"text\"}]}"));
    assertThat(client.getDashboard(q -> q.dashboardName("shop")).dashboardBody())
        .contains("widgets");
    assertThatThrownBy(
            () -> client.putDashboard(q -> q.dashboardName("bad").dashboardBody("{widgets")))
        .isInstanceOf(DashboardInvalidInputErrorException.class);
    assertThatThrownBy(() -> client.getDashboard(q -> q.dashboardName("bad")))
        .isInstanceOf(DashboardNotFoundErrorException.class);
    assertThat(client.listDashboards().dashboardEntries()).hasSize(1);
  }

  @Test
  void dropsPrecisionOfOldPointsButNoSums() {
    Instant begin = timers.instant();
    for (int i = 0; i < 30; i++) {
      record("Errors", 1);
      timers.move(Duration.ofMinutes(1));
    }
    timers.move(Duration.ofHours(6));
    Double sum =
        client
            .getMetricStatistics(
                q ->
                    q.namespace("AWS/Lambda")
                        .metricName("Errors")
                        .dimensions(
                            Dimension.builder().name("FunctionName").value("orders").build())
                        .startTime(begin.minusSeconds(3600))
                        .endTime(timers.instant())
                        .period(3600)
                        .statistics(SUM))
            .datapoints()
            .stream()
            .mapToDouble(Datapoint::sum)
            .sum();
    assertThat(sum).isEqualTo(30.0);
  }
}
