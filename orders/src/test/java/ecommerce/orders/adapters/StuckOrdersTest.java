package ecommerce.orders.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.edge.DynamoJson;
import ecommerce.edge.Event;
import ecommerce.edge.Json;
import ecommerce.orders.model.OrderStatus;
import ecommerce.orders.model.StuckOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** The adapters of the lookout, on real tables. */
class StuckOrdersTest {

  private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

  private final AmazonDynamoDBLocal dynamoDb = DynamoDBEmbedded.create();
  private final DynamoDbClient client = dynamoDb.dynamoDbClient();
  private final List<Event> published = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  @BeforeEach
  void makeTables() {
    client.createTable(
        table ->
            table
                .tableName("orders")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    key -> key.attributeName("orderId").attributeType(ScalarAttributeType.S),
                    key -> key.attributeName("status").attributeType(ScalarAttributeType.S),
                    key -> key.attributeName("modifiedDate").attributeType(ScalarAttributeType.S))
                .keySchema(key -> key.attributeName("orderId").keyType(KeyType.HASH))
                .globalSecondaryIndexes(
                    index ->
                        index
                            .indexName("status")
                            .keySchema(
                                key -> key.attributeName("status").keyType(KeyType.HASH),
                                key -> key.attributeName("modifiedDate").keyType(KeyType.RANGE))
                            .projection(all -> all.projectionType(ProjectionType.ALL))));
    client.createTable(
        table ->
            table
                .tableName("reports")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    key -> key.attributeName("orderId").attributeType(ScalarAttributeType.S))
                .keySchema(key -> key.attributeName("orderId").keyType(KeyType.HASH)));
  }

  @AfterEach
  void close() {
    client.close();
    dynamoDb.shutdown();
  }

  @Test
  void theIndexGivesThoseOfAStatusThatWereNotChangedSinceTheOldestFirst() {
    put("b", "NEW", "2026-01-01T10:00:00.000Z");
    put("a", "NEW", "2026-01-01T09:00:00.000Z");
    put("late", "NEW", "2026-01-02T12:00:00.000Z");
    put("other", "PACKAGED", "2026-01-01T09:00:00.000Z");

    assertThat(in(OrderStatus.NEW))
        .containsExactly(
            new StuckOrder("a", OrderStatus.NEW, "2026-01-01T09:00:00.000Z"),
            new StuckOrder("b", OrderStatus.NEW, "2026-01-01T10:00:00.000Z"));
  }

  @Test
  void theIndexAndTheReportsTakeMoreThanAPage() {
    IntStream.range(0, 130).forEach(i -> put("o" + i, "NEW", "2026-01-01T10:00:00.000Z"));
    ReportTable reports = new ReportTable(client, "reports");
    List<StuckOrder> due = new ArrayList<>();

    for (List<StuckOrder> page : new StatusIndex(client, "orders").in(OrderStatus.NEW, NOW)) {
      due.addAll(reports.due(page, NOW));
    }

    assertThat(due).hasSize(130);
  }

  @Test
  void aReportIsDueAgainAfterItsTimeOrInAnotherStatus() {
    ReportTable reports = new ReportTable(client, "reports");
    StuckOrder order = stuck("a", OrderStatus.NEW);
    reports.reported(order, NOW.plusSeconds(60));

    assertThat(reports.due(List.of(order, stuck("b", OrderStatus.NEW)), NOW))
        .extracting(StuckOrder::orderId)
        .containsExactly("b");
    assertThat(reports.due(List.of(order), NOW.plusSeconds(60))).containsExactly(order);
    assertThat(reports.due(List.of(stuck("a", OrderStatus.PACKAGED)), NOW)).hasSize(1);
    assertThat(reports.due(List.of(), NOW)).isEmpty();
  }

  @Test
  void saysOfANewOrderAgainThatItWasCreatedAndThenWhatIsAwaited() {
    put("a", "NEW", "2026-01-01T09:00:00.000Z");

    assertThat(announce(stuck("a", OrderStatus.NEW))).hasSize(1);

    assertThat(published).extracting(Event::type).containsExactly("OrderCreated", "OrderStuck");
    assertThat(published.getFirst().detail().path("modifiedDate").asText())
        .isEqualTo("2026-01-01T09:00:00.000Z");
    assertThat(published.getFirst().detail().has(OrderItem.FINGERPRINT)).isFalse();
    assertThat(published.getLast().detail().toString())
        .isEqualTo(
            "{\"orderId\":\"a\",\"status\":\"NEW\",\"since\":\"2026-01-01T09:00:00.000Z\","
                + "\"awaited\":{\"service\":\"warehouse\",\"event\":\"PackageCreated\","
                + "\"words\":\"the warehouse has not said what is in the package\"}}");
  }

  @Test
  void saysOfAnOrderThatIsFurtherOnOnlyWhatIsAwaited() {
    put("a", "IN_DELIVERY", "2026-01-01T09:00:00.000Z");

    announce(stuck("a", OrderStatus.IN_DELIVERY));

    assertThat(published).extracting(Event::type).containsExactly("OrderStuck");
    assertThat(published.getFirst().detail().at("/awaited/event").asText())
        .isEqualTo("DeliveryCompleted");
  }

  @Test
  void saysNothingOfAnOrderThatHasGoneOnMeanwhileOrIsNoMore() {
    put("a", "PACKAGED", "2026-01-01T09:00:00.000Z");

    assertThat(announce(stuck("a", OrderStatus.NEW), stuck("gone", OrderStatus.NEW))).hasSize(2);

    assertThat(published).isEmpty();
  }

  @Test
  void tellsWhichReportsTheBusDidNotTake() {
    put("a", "NEW", "2026-01-01T09:00:00.000Z");
    put("b", "NEW", "2026-01-01T09:00:00.000Z");
    refused.add("a");

    assertThat(announce(stuck("a", OrderStatus.NEW), stuck("b", OrderStatus.NEW)))
        .extracting(StuckOrder::orderId)
        .containsExactly("b");
  }

  private List<StuckOrder> announce(StuckOrder... orders) {
    OrderTable table = new OrderTable(client, "orders", () -> NOW);
    return new StuckEvents(
            table,
            events -> {
              published.addAll(events);
              return events.stream().filter(event -> refused.contains(event.resource())).toList();
            })
        .announce(List.of(orders));
  }

  private List<StuckOrder> in(OrderStatus status) {
    return StreamSupport.stream(
            new StatusIndex(client, "orders").in(status, NOW).spliterator(), false)
        .flatMap(List::stream)
        .toList();
  }

  private static StuckOrder stuck(String orderId, OrderStatus status) {
    return new StuckOrder(orderId, status, "2026-01-01T09:00:00.000Z");
  }

  private void put(String orderId, String status, String modifiedDate) {
    client.putItem(
        put ->
            put.tableName("orders")
                .item(
                    DynamoJson.toItem(
                        Json.object()
                            .put("orderId", orderId)
                            .put("status", status)
                            .put(OrderItem.FINGERPRINT, "f")
                            .put("modifiedDate", modifiedDate))));
  }
}
