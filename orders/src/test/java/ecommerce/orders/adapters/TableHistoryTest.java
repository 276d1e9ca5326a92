package ecommerce.orders.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Change;
import ecommerce.edge.DynamoJson;
import ecommerce.edge.Json;
import ecommerce.edge.Outage;
import ecommerce.edge.StreamPosition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class TableHistoryTest {

  private static final String ORDER =
      "{\"orderId\":\"o\",\"userId\":\"ada\",\"status\":\"NEW\",\"modifiedDate\":\"d-1\","
          + "\"paymentToken\":\"secret\",\"address\":{\"city\":\"Bremen\"},"
          + "\"total\":30,\"products\":[{\"productId\":\"a\",\"price\":10,\"quantity\":3}]}";

  private LocalTable table;
  private TableHistory history;

  @BeforeEach
  void start() {
    table = new LocalTable();
    history = new TableHistory(table.client(), LocalTable.HISTORY);
  }

  @AfterEach
  void stop() {
    table.close();
  }

  @Test
  void beginsWithWhatWasOrdered() {
    history.add(new Change.Created(order()), at(1));

    assertThat(entries())
        .containsExactly(
            stored(
                "{\"status\":\"NEW\",\"date\":\"d-1\",\"total\":30,"
                    + "\"products\":[{\"productId\":\"a\",\"price\":10,\"quantity\":3}]}"));
  }

  @Test
  void tellsProductsOnlyWhereTheyChanged() {
    ObjectNode packed = order().put("status", "PACKAGED").put("modifiedDate", "d-2");
    ObjectNode fewer = packed.deepCopy().put("total", 10).put("modifiedDate", "d-3");
    fewer.putArray("products").addObject().put("productId", "a").put("quantity", 1);
    history.add(new Change.Modified(order(), packed), at(2));
    history.add(new Change.Modified(packed, fewer), at(10));

    assertThat(entries())
        .containsExactly(
            stored("{\"status\":\"PACKAGED\",\"date\":\"d-2\",\"total\":30}"),
            stored(
                "{\"status\":\"PACKAGED\",\"date\":\"d-3\",\"total\":10,"
                    + "\"products\":[{\"productId\":\"a\",\"quantity\":1}]}"));
  }

  @Test
  void addsTheSameChangeOnce() {
    history.add(new Change.Created(order()), at(1));
    history.add(new Change.Created(order()), at(1));

    assertThat(entries()).hasSize(1);
  }

  @Test
  void addsNothingForAChangeOfSomethingElseOrARemoval() {
    history.add(new Change.Modified(order(), order().put("modifiedDate", "d-2")), at(1));
    history.add(new Change.Modified(order(), order().put("trackingNumber", "T")), at(2));
    history.add(new Change.Deleted(order()), at(3));

    assertThat(entries()).isEmpty();
  }

  @Test
  void takesTheStreamsTimeWhereWhoChangedTheOrderGaveNone() {
    history.add(new Change.Modified(order(), order().put("status", "CANCELLED")), at(1));

    assertThat(entries().getFirst().path("date").asText()).isEqualTo("2025-06-01T08:00:00Z");
  }

  @Test
  void takesAnOrderWithAlmostNothingForNew() {
    history.add(new Change.Created(Json.object().put("orderId", "o")), at(1));

    assertThat(entries())
        .containsExactly(Json.object().put("status", "NEW").put("date", "2025-06-01T08:00:00Z"));
  }

  @Test
  void primingWritesNothing() {
    assertThatCode(history::prime).doesNotThrowAnyException();

    assertThat(table.client().scan(scan -> scan.tableName(LocalTable.HISTORY)).items()).isEmpty();
  }

  @Test
  void failsWhenTheTableFails() {
    History nowhere = new TableHistory(table.client(), "no-such-table");

    assertThatThrownBy(() -> nowhere.add(new Change.Created(order()), at(1)))
        .isInstanceOf(Outage.class);
  }

  /** As it comes back from a table. */
  private static ObjectNode stored(String json) {
    return DynamoJson.fromItem(DynamoJson.toItem(Json.parse(json)));
  }

  private static ObjectNode order() {
    return (ObjectNode) Json.parse(ORDER);
  }

  private static StreamPosition at(int number) {
    return new StreamPosition(
        Integer.toString(number), Optional.of(Instant.parse("2025-06-01T08:00:00Z")));
  }

  /** The entries of the order in the order of their keys, without these. */
  private List<ObjectNode> entries() {
    return table
        .client()
        .query(
            query ->
                query
                    .tableName(LocalTable.HISTORY)
                    .keyConditionExpression("orderId = :o")
                    .expressionAttributeValues(Map.of(":o", AttributeValue.fromS("o"))))
        .items()
        .stream()
        .map(DynamoJson::fromItem)
        .map(entry -> entry.<ObjectNode>without(List.of("orderId", "entryId")))
        .toList();
  }
}
