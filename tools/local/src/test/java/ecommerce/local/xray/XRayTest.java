package ecommerce.local.xray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.local.MovableTimers;
import ecommerce.local.Segment;
import ecommerce.local.SystemTimers;
import ecommerce.local.TestPort;
import ecommerce.local.TraceHeader;
import ecommerce.local.Tracing;
import ecommerce.local.store.MvStore;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.xray.XRayClient;
import software.amazon.awssdk.services.xray.model.CreateSamplingRuleRequest;
import software.amazon.awssdk.services.xray.model.InvalidRequestException;
import software.amazon.awssdk.services.xray.model.Service;
import software.amazon.awssdk.services.xray.model.TimeRangeType;
import software.amazon.awssdk.services.xray.model.TraceSummary;
import software.amazon.awssdk.services.xray.model.UnprocessedTraceSegment;
import software.amazon.awssdk.services.xray.model.UpdateSamplingRuleRequest;

/** X-Ray on a real port, asked by the SDK's own client. */
@Timeout(60)
class XRayTest {

  @TempDir Path directory;
  private final SystemTimers timers = new SystemTimers();
  private MvStore store;
  private XRay xray;
  private TestPort port;
  private XRayClient client;

  @BeforeEach
  void start() throws Exception {
    store = new MvStore(directory);
    xray = new XRay(TestPort.ACCOUNT, store, timers, 0);
    port = new TestPort(xray);
    client = port.client(XRayClient.builder());
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    port.close();
    xray.close();
    store.close();
    timers.close();
  }

  @Test
  void joinsSubsegmentsThatComeByThemselvesToTheirSegment() {
    TraceHeader header = TraceHeader.fresh(Instant.now()).sampled(true);
    put(segment(header, "00000000000000aa", "shop", ""));
    put(subsegment(header, "00000000000000bb", "00000000000000aa", "DynamoDB"));
    put(subsegment(header, "00000000000000cc", "00000000000000bb", "retry"));
    var trace = client.batchGetTraces(get -> get.traceIds(header.root())).traces().getFirst();
    assertThat(trace.segments()).hasSize(1);
    assertThat(trace.segments().getFirst().document())
        .contains("\"name\":\"shop\"", "\"name\":\"DynamoDB\"", "\"name\":\"retry\"");
  }

  @Test
  void findsTracesByTheirAnnotations() {
    TraceHeader mine = TraceHeader.fresh(Instant.now()).sampled(true);
    TraceHeader other = TraceHeader.fresh(Instant.now()).sampled(true);
    put(segment(mine, "00000000000000aa", "shop", ",\"annotations\":{\"orderId\":\"o-1\"}"));
    put(segment(other, "00000000000000bb", "shop", ",\"annotations\":{\"orderId\":\"o-2\"}"));
    assertThat(found("annotation.orderId = \"o-1\"")).containsExactly(mine.root());
    assertThat(found("annotation[orderId] = \"o-2\"")).containsExactly(other.root());
    assertThat(found("annotation.orderId")).containsExactlyInAnyOrder(mine.root(), other.root());
    assertThat(found("service(\"shop\") AND NOT annotation.orderId = \"o-1\""))
        .containsExactly(other.root());
  }

  @Test
  void saysInTheSummaryHowATraceWent() {
    TraceHeader header = TraceHeader.fresh(Instant.now()).sampled(true);
    put(
        segment(
            header,
            "00000000000000aa",
            "shop",
            ",\"fault\":true,\"http\":{\"request\":{\"method\":\"POST\",\"url\":\"https://shop/x\"},"
                + "\"response\":{\"status\":502}}"));
    TraceSummary summary = summaries("fault AND http.status = 502").getFirst();
    assertThat(summary.hasFault()).isTrue();
    assertThat(summary.hasError()).isFalse();
    assertThat(summary.http().httpURL()).isEqualTo("https://shop/x");
    assertThat(summary.duration()).isEqualTo(0.5);
    assertThat(summary.entryPoint().name()).isEqualTo("shop");
    assertThat(found("ok")).isEmpty();
  }

  @Test
  void refusesDocumentsThatAreNoneAndTakesTheOthers() {
    TraceHeader header = TraceHeader.fresh(Instant.now()).sampled(true);
    List<UnprocessedTraceSegment> refused =
        client
            .putTraceSegments(
                put ->
                    put.traceSegmentDocuments(
                        "{", segment(header, "1", "shop", ""), ok(header), "{\"id\": 1}"))
            .unprocessedTraceSegments();
    assertThat(refused)
        .extracting(UnprocessedTraceSegment::errorCode)
        .containsExactly("ParseError", "InvalidId", "InvalidId");
    assertThat(found("")).containsExactly(header.root());
  }

  @Test
  void refusesSubsegmentsThatAreNone() {
    TraceHeader header = TraceHeader.fresh(Instant.now()).sampled(true);
    List<UnprocessedTraceSegment> refused =
        client
            .putTraceSegments(
                put ->
                    put.traceSegmentDocuments(
                        segment(header, "00000000000000aa", "shop", ",\"subsegments\":[1]"),
                        segment(header, "00000000000000ab", "shop", ",\"subsegments\":{}"),
                        segment(
                            header,
                            "00000000000000ac",
                            "shop",
                            ",\"subsegments\":[{\"subsegments\":[null]}]")))
            .unprocessedTraceSegments();
    assertThat(refused)
        .extracting(UnprocessedTraceSegment::errorCode)
        .containsOnly("InvalidSubsegments")
        .hasSize(3);
    put(ok(header));
    assertThat(found("")).containsExactly(header.root());
  }

  @Test
  void letsSubsegmentsStandForThemselvesThatAreTheirOwnParents() {
    TraceHeader header = TraceHeader.fresh(Instant.now()).sampled(true);
    put(subsegment(header, "00000000000000aa", "00000000000000aa", "itself"));
    put(subsegment(header, "00000000000000bb", "00000000000000cc", "first"));
    put(subsegment(header, "00000000000000cc", "00000000000000bb", "second"));
    assertThat(found("")).containsExactly(header.root());
    var trace = client.batchGetTraces(get -> get.traceIds(header.root())).traces().getFirst();
    assertThat(trace.segments())
        .extracting(segment -> segment.id())
        .containsExactly("00000000000000aa", "00000000000000cc");
    assertThat(client.getTraceGraph(get -> get.traceIds(header.root())).services()).isNotEmpty();
  }

  @Test
  void passesOverATraceThatItCannotRead() throws Exception {
    TraceHeader kept = TraceHeader.fresh(Instant.now()).sampled(true);
    TraceHeader other = TraceHeader.fresh(Instant.now()).sampled(true);
    xray.close();
    String bad =
        segment(kept, "00000000000000aa", "shop", ",\"subsegments\":[1]").replace('"', '\'');
    double now = Instant.now().getEpochSecond();
    store
        .collection("xray.traces", Trace.class)
        .put(
            kept.root(),
            new Trace(kept.root(), now, now + 1, Map.of("00000000000000aa", TestPort.json(bad))));
    client.close();
    port.close();
    xray = new XRay(TestPort.ACCOUNT, store, timers, 0);
    port = new TestPort(xray);
    client = port.client(XRayClient.builder());
    put(ok(other));
    assertThat(found("")).containsExactly(other.root());
    assertThat(
            client
                .batchGetTraces(get -> get.traceIds(kept.root(), other.root()))
                .unprocessedTraceIds())
        .containsExactly(kept.root());
    assertThat(
            client
                .getServiceGraph(
                    get ->
                        get.startTime(Instant.now().minusSeconds(60))
                            .endTime(Instant.now().plusSeconds(60)))
                .services())
        .hasSize(1);
  }

  @Test
  void tellsWhenRulesWereMadeAndChangedByItsOwnClock() throws Exception {
    MovableTimers clock = new MovableTimers();
    SamplingRules rules = new SamplingRules(TestPort.ACCOUNT, store, clock, 0);
    Instant made = clock.instant();
    rules.create(
        CreateSamplingRuleRequest.builder()
            .samplingRule(
                rule ->
                    rule.ruleName("orders").priority(10).fixedRate(1.0).reservoirSize(0).version(1))
            .build());
    clock.move(Duration.ofMinutes(5));
    UpdateSamplingRuleRequest update =
        UpdateSamplingRuleRequest.builder()
            .samplingRuleUpdate(rule -> rule.ruleName("orders").fixedRate(0.5))
            .build();
    rules.update(update);
    clock.move(Duration.ofMinutes(5));
    assertThat(new SamplingRules(TestPort.ACCOUNT, store, clock, 0).list().samplingRuleRecords())
        .first()
        .satisfies(
            kept -> {
              assertThat(kept.samplingRule().fixedRate()).isEqualTo(0.5);
              assertThat(kept.createdAt()).isEqualTo(made);
              assertThat(kept.modifiedAt()).isEqualTo(made.plusSeconds(300));
            });
  }

  @Test
  void tellsTheTimeOfItsOwnClock() throws Exception {
    MovableTimers clock = new MovableTimers();
    XRay past = new XRay(TestPort.ACCOUNT, store, clock, 0);
    TestPort other = new TestPort(past);
    try (XRayClient asking = other.client(XRayClient.builder())) {
      assertThat(
              asking
                  .getTraceSummaries(
                      get ->
                          get.startTime(clock.instant().minusSeconds(60)).endTime(clock.instant()))
                  .approximateTime())
          .isEqualTo(clock.instant());
    } finally {
      other.close();
      past.close();
    }
  }

  @Test
  void refusesByNameWhatFiltersDoNotKnowHere() {
    assertThatThrownBy(() -> found("rootcause.fault.entity"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("rootcause.fault.entity");
    assertThatThrownBy(() -> found("duration > \"x\"")).hasMessageContaining("takes a number");
    assertThatThrownBy(() -> found("(ok")).hasMessageContaining(") is expected");
    assertThatThrownBy(
            () ->
                client.getTraceSummaries(
                    get ->
                        get.startTime(Instant.now().minus(Duration.ofDays(2)))
                            .endTime(Instant.now())))
        .hasMessageContaining("24 hours");
  }

  @Test
  void takesSegmentsOverUdp() throws Exception {
    TraceHeader header = TraceHeader.fresh(Instant.now()).sampled(true);
    String[] address = xray.daemon().orElseThrow().split(":");
    byte[] packet =
        ("{\"format\": \"json\", \"version\": 1}\n" + ok(header)).getBytes(StandardCharsets.UTF_8);
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(
          new DatagramPacket(
              packet,
              packet.length,
              new InetSocketAddress(address[0], Integer.parseInt(address[1]))));
    }
    Instant deadline = Instant.now().plusSeconds(20);
    while (found("").isEmpty() && Instant.now().isBefore(deadline)) {
      Thread.onSpinWait();
    }
    assertThat(found("")).containsExactly(header.root());
  }

  @Test
  void drawsWhoCallsWhom() {
    TraceHeader header = TraceHeader.fresh(Instant.now()).sampled(true);
    Instant now = Instant.now();
    Segment shop = Segment.of(header, "shop", "AWS::ApiGateway::Stage", now.minusMillis(100));
    Segment call = shop.subsegment("Lambda", now.minusMillis(90));
    xray.record(Segment.of(call.header(), "order", "AWS::Lambda", now.minusMillis(80)).end(now));
    call.end(now);
    Segment table = shop.subsegment("DynamoDB", now).put("namespace", "aws");
    table.aws("table_name", "orders").end(now);
    xray.record(shop.end(now));
    List<Service> services = client.getTraceGraph(get -> get.traceIds(header.root())).services();
    assertThat(services)
        .extracting(Service::name)
        .containsExactlyInAnyOrder("shop", "order", "orders");
    Service root = services.stream().filter(Service::root).findFirst().orElseThrow();
    assertThat(root.edges()).hasSize(2);
    assertThat(
            client
                .getServiceGraph(
                    get -> get.startTime(now.minusSeconds(60)).endTime(now.plusSeconds(60)))
                .services())
        .hasSize(3);
  }

  @Test
  void samplesByTheRuleThatMatchesFirst() {
    assertThat(sampled("a")).as("the first of a second").isTrue();
    client.updateSamplingRule(
        update -> update.samplingRuleUpdate(r -> r.ruleName("Default").reservoirSize(0)));
    assertThat(sampled("a")).isFalse();
    client.createSamplingRule(
        create ->
            create.samplingRule(
                rule ->
                    rule.ruleName("orders")
                        .priority(10)
                        .fixedRate(1.0)
                        .reservoirSize(0)
                        .serviceName("orders-*")
                        .serviceType("*")
                        .host("*")
                        .httpMethod("*")
                        .urlPath("*")
                        .resourceARN("*")
                        .version(1)));
    assertThat(sampled("orders-create")).isTrue();
    assertThat(sampled("products")).isFalse();
    assertThat(client.getSamplingRules().samplingRuleRecords())
        .extracting(record -> record.samplingRule().ruleName())
        .containsExactly("orders", "Default");
    assertThatThrownBy(() -> client.deleteSamplingRule(delete -> delete.ruleName("Default")))
        .hasMessageContaining("default");
  }

  @Test
  void keepsWhatTheHeaderHasDecided() {
    Optional<TraceHeader> decided =
        TraceHeader.parse("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0");
    assertThat(xray.decide(decided, Tracing.Asked.of("a", "b", "c")).isSampled()).isFalse();
  }

  @Test
  void keepsGroupsWhoseFilterIsOne() {
    client.createGroup(create -> create.groupName("failed").filterExpression("fault"));
    assertThat(client.getGroups().groups())
        .extracting(group -> group.groupName())
        .containsExactlyInAnyOrder("Default", "failed");
    assertThatThrownBy(
            () -> client.createGroup(create -> create.groupName("odd").filterExpression("odd")))
        .hasMessageContaining("odd");
    client.deleteGroup(delete -> delete.groupName("failed"));
    assertThat(client.getGroups().groups()).hasSize(1);
  }

  @Test
  void goesOnWithItsTracesAfterARestart() throws Exception {
    TraceHeader header = TraceHeader.fresh(Instant.now()).sampled(true);
    put(ok(header));
    stop();
    start();
    assertThat(found("")).containsExactly(header.root());
  }

  private boolean sampled(String service) {
    return xray.decide(Optional.empty(), Tracing.Asked.of(service, "x", "y")).isSampled();
  }

  private List<String> found(String filter) {
    return summaries(filter).stream().map(TraceSummary::id).toList();
  }

  private List<TraceSummary> summaries(String filter) {
    return client
        .getTraceSummaries(
            get ->
                get.startTime(Instant.now().minusSeconds(600))
                    .endTime(Instant.now().plusSeconds(60))
                    .timeRangeType(TimeRangeType.EVENT)
                    .filterExpression(filter.isEmpty() ? null : filter))
        .traceSummaries();
  }

  private void put(String document) {
    assertThat(
            client
                .putTraceSegments(put -> put.traceSegmentDocuments(document))
                .unprocessedTraceSegments())
        .isEmpty();
  }

  private static String ok(TraceHeader header) {
    return segment(header, "00000000000000aa", "shop", "");
  }

  private static String segment(TraceHeader header, String id, String name, String more) {
    return document(header, id, name, more);
  }

  private static String subsegment(TraceHeader header, String id, String parent, String name) {
    return document(header, id, name, ",\"type\":\"subsegment\",\"parent_id\":\"" + parent + "\"");
  }

  private static String document(TraceHeader header, String id, String name, String more) {
    long start = Instant.now().getEpochSecond();
    return "{\"id\":\"%s\",\"name\":\"%s\",\"trace_id\":\"%s\",\"start_time\":%d.0,\"end_time\":%d.5%s}"
        .formatted(id, name, header.root(), start, start, more);
  }
}
