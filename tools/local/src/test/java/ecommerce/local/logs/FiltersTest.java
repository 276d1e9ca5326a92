package ecommerce.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.local.TestPort;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;

class FiltersTest extends LogsFixture {

  @Test
  void countsLinesThatAMetricFilterMatches() {
    logs.write(GROUP, "a", Instant.now(), "before");
    client.putMetricFilter(
        q ->
            q.logGroupName(GROUP)
                .filterName("slow")
                .filterPattern("{ $.ms > 100 }")
                .metricTransformations(
                    to ->
                        to.metricNamespace("shop")
                            .metricName("SlowMs")
                            .metricValue("$.ms")
                            .dimensions(Map.of("Kind", "$.kind"))));
    logs.write(GROUP, "a", Instant.now(), "{\"ms\": 250, \"kind\": \"order\"}");
    logs.write(GROUP, "a", Instant.now(), "{\"ms\": 20, \"kind\": \"order\"}");
    assertThat(metrics.values("SlowMs", Map.of("Kind", "order"))).containsExactly(250.0);
    assertThat(client.describeMetricFilters(q -> q.logGroupName(GROUP)).metricFilters())
        .singleElement()
        .satisfies(filter -> assertThat(filter.filterPattern()).isEqualTo("{ $.ms > 100 }"));
    client.deleteLogGroup(q -> q.logGroupName(GROUP));
    assertThat(client.describeMetricFilters().metricFilters()).isEmpty();
  }

  @Test
  void refusesMetricFiltersThatCouldNotReadALine() {
    logs.write(GROUP, "a", Instant.now(), "before");
    for (String metricValue : List.of("$ms", "$.ms[", "ms")) {
      assertThatThrownBy(
              () ->
                  client.putMetricFilter(
                      q ->
                          q.logGroupName(GROUP)
                              .filterName("slow")
                              .filterPattern("")
                              .metricTransformations(
                                  to ->
                                      to.metricNamespace("shop")
                                          .metricName("SlowMs")
                                          .metricValue(metricValue))))
          .isInstanceOf(InvalidParameterException.class);
    }
    assertThat(client.describeMetricFilters().metricFilters()).isEmpty();
    logs.write(GROUP, "a", Instant.now(), "{\"ms\": 250}");
    assertThat(filter("{ $.ms = 250 }")).hasSize(1);
  }

  @Test
  void passesOverKeptFiltersThatItDoesNotUnderstandAnyMore() {
    client.createLogGroup(q -> q.logGroupName(GROUP));
    store
        .collection("logs.metric-filters", MetricFilters.Kept.class)
        .put(
            GROUP + "\told",
            new MetricFilters.Kept(
                GROUP,
                "old",
                TestPort.json(
                    "{'logGroupName': '/aws/lambda/orders', 'filterName': 'old', 'filterPattern':"
                        + " '{ $level = 1 }', 'metricTransformations': [{'metricName': 'x',"
                        + " 'metricNamespace': 'y', 'metricValue': '1'}]}"),
                0));
    Logs again = new Logs(TestPort.ACCOUNT, store, timers, metrics, null, null);
    again.write(GROUP, "a", Instant.now(), "{\"level\": 1}");
    again.close();
    assertThat(metrics.values("x", Map.of())).isEmpty();
  }

  @Test
  void givesLinesToTheFunctionThatSubscribed() throws Exception {
    logs.write(GROUP, "a", Instant.now(), "before");
    client.putSubscriptionFilter(
        q ->
            q.logGroupName(GROUP)
                .filterName("errors")
                .filterPattern("ERROR")
                .destinationArn("arn:aws:lambda:eu-west-1:123456789012:function:watch"));
    logs.write(GROUP, "a", Instant.now(), "an ERROR");
    logs.write(GROUP, "a", Instant.now(), "no matter");
    long end = System.nanoTime() + 10_000_000_000L;
    while (events.isEmpty() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(events).singleElement().asString().startsWith("logs.amazonaws.com {\"awslogs\"");
    String data = events.getFirst().replaceAll(".*\"data\":\"|\"}}", "");
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(data)))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .contains("\"messageType\":\"DATA_MESSAGE\"", "\"message\":\"an ERROR\"")
          .doesNotContain("no matter");
    }
    assertThatThrownBy(
            () ->
                client.putSubscriptionFilter(
                    q ->
                        q.logGroupName(GROUP)
                            .filterName("stream")
                            .filterPattern("")
                            .destinationArn("arn:aws:kinesis:eu-west-1:123456789012:stream/s")))
        .hasMessageContaining("kinesis");
  }

  @Test
  void refusesToSubscribeAFunctionThatItMayNotCall() {
    client.createLogGroup(q -> q.logGroupName(GROUP));
    permitted = false;
    assertThatThrownBy(this::subscribe)
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Could not execute the lambda function.");
    permitted = true;
    assertThat(client.describeSubscriptionFilters(q -> q.logGroupName(GROUP)).subscriptionFilters())
        .isEmpty();
    subscribe();
    assertThat(client.describeSubscriptionFilters(q -> q.logGroupName(GROUP)).subscriptionFilters())
        .hasSize(1);
  }

  @Test
  void givesLinesThatWaitToTheirFunctionWhenItIsClosed() {
    client.createLogGroup(q -> q.logGroupName(GROUP));
    subscribe();
    Logs unstarted = new Logs(TestPort.ACCOUNT, store, timers, metrics, functions(), this::require);
    unstarted.write(GROUP, "a", Instant.now(), "the last ERROR");
    assertThat(events).isEmpty();
    unstarted.close();
    assertThat(events).hasSize(1);
  }

  private void subscribe() {
    client.putSubscriptionFilter(
        q ->
            q.logGroupName(GROUP)
                .filterName("errors")
                .filterPattern("ERROR")
                .destinationArn("arn:aws:lambda:eu-west-1:123456789012:function:watch"));
  }

  @Test
  void countsAndFindsMetricFiltersByTheirMetric() {
    client.createLogGroup(q -> q.logGroupName(GROUP));
    for (String name : List.of("Slow", "Failed")) {
      client.putMetricFilter(
          q ->
              q.logGroupName(GROUP)
                  .filterName(name)
                  .filterPattern("")
                  .metricTransformations(
                      to -> to.metricNamespace("shop").metricName(name).metricValue("1")));
    }
    assertThat(client.describeLogGroups().logGroups().getFirst().metricFilterCount()).isEqualTo(2);
    assertThat(
            client
                .describeMetricFilters(q -> q.metricNamespace("shop").metricName("Slow"))
                .metricFilters())
        .extracting(filter -> filter.filterName())
        .containsExactly("Slow");
    assertThatThrownBy(() -> client.describeMetricFilters(q -> q.metricName("Slow")))
        .hasMessageContaining("metricNamespace");
  }
}
