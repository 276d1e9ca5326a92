package ecommerce.delivery.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ecommerce.delivery.model.Milestone;
import ecommerce.delivery.model.Milestone.Status;
import ecommerce.testing.LocalTables;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoTrackingTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private final LocalTables tables = new LocalTables();
  private DynamoTracking tracking;

  @BeforeEach
  void open() {
    tables.create("tracking", "trackingNumber", "eventId");
    tracking = new DynamoTracking(tables.client(), "tracking");
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void keepsWhatHappenedInItsOrder() {
    tracking.record(milestone("n1", Status.REQUESTED, NOON));
    tracking.record(milestone("n1", Status.STARTED, NOON));
    tracking.record(milestone("n1", Status.DELIVERED, NOON.plusMillis(7)));

    assertThat(items("n1"))
        .containsExactly(
            "2026-01-02T12:00:00.000Z#0#REQUESTED status=REQUESTED time=2026-01-02T12:00:00.000Z",
            "2026-01-02T12:00:00.000Z#1#STARTED status=STARTED time=2026-01-02T12:00:00.000Z",
            "2026-01-02T12:00:00.007Z#9#DELIVERED status=DELIVERED time=2026-01-02T12:00:00.007Z",
            "__delivery estimatedDelivery=2026-01-04",
            "__end status=DELIVERED time=2026-01-02T12:00:00.007Z");
    assertThat(items("order/o1")).containsExactly("__order number=n1");
  }

  @Test
  void theSameAgainChangesNothing() {
    List<Milestone> all =
        List.of(
            milestone("n1", Status.REQUESTED, NOON),
            milestone("n1", Status.FAILED, NOON.plusSeconds(9)));
    all.forEach(tracking::record);
    List<String> before = items("n1");
    all.forEach(tracking::record);

    assertThat(items("n1")).isEqualTo(before);
  }

  @Test
  void theFirstEndIsTheEndAndTheFirstEstimateStays() {
    tracking.record(milestone("n1", Status.FAILED, NOON));
    tracking.record(milestone("n1", Status.DELIVERED, NOON.plusSeconds(86_400)));

    assertThat(items("n1"))
        .hasSize(4)
        .contains("__delivery estimatedDelivery=2026-01-04")
        .contains("__end status=FAILED time=2026-01-02T12:00:00.000Z");
  }

  @Test
  void anOrderIsFollowedUnderTheNumberThatItGotLast() {
    tracking.record(milestone("n1", Status.REQUESTED, NOON));
    tracking.record(milestone("n2", Status.STARTED, NOON));

    assertThat(items("order/o1")).containsExactly("__order number=n2");
    assertThat(items("n2")).hasSize(2);
  }

  @Test
  void primingWritesNothing() {
    assertThatCode(tracking::prime).doesNotThrowAnyException();

    assertThat(items("priming")).isEmpty();
  }

  private static Milestone milestone(String number, Status status, Instant time) {
    return new Milestone("o1", number, Optional.of("FI"), status, time);
  }

  private List<String> items(String number) {
    return tables
        .client()
        .query(
            query ->
                query
                    .tableName("tracking")
                    .keyConditionExpression("trackingNumber = :n")
                    .expressionAttributeValues(Map.of(":n", AttributeValue.fromS(number))))
        .items()
        .stream()
        .map(DynamoTrackingTest::line)
        .toList();
  }

  private static String line(Map<String, AttributeValue> item) {
    StringBuilder line = new StringBuilder(item.get("eventId").s());
    for (String name : List.of("estimatedDelivery", "number", "status", "time")) {
      if (item.containsKey(name)) {
        line.append(' ').append(name).append('=').append(item.get(name).s());
      }
    }
    return line.toString();
  }
}
