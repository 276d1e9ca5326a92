package ecommerce.payment.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.edge.DynamoJson;
import ecommerce.edge.Event;
import ecommerce.edge.Json;
import ecommerce.payment.model.Pending;
import ecommerce.payment.model.PendingAge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoPendingAgesTest {

  private static final Instant NOW = Instant.parse("2026-01-20T12:00:00Z");

  private final PaymentTables tables = new PaymentTables();
  private final DynamoDbClient client = tables.client();
  private final DynamoPendingAges ages = new DynamoPendingAges(client, "pending");

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void aPaymentIsUnseenThenYoungThenOld() {
    put("a");

    assertThat(before(NOW))
        .containsExactly(new PendingAge("a", Optional.empty(), Optional.empty()));

    ages.seen("a", NOW);
    assertThat(before(NOW)).isEmpty();

    ages.reported("a", NOW.plusSeconds(30));
    assertThat(before(NOW.plusSeconds(60)))
        .containsExactly(new PendingAge("a", Optional.of(NOW), Optional.of(NOW.plusSeconds(30))));
  }

  @Test
  void aPaymentIsPendingSinceItWasRemembered() {
    new DynamoPendingPayments(tables.tables(), () -> NOW)
        .remember(new Pending("a", "token", OptionalLong.of(500)));
    DynamoPendingAges remembered = new DynamoPendingAges(tables.tables().client(), "pending");

    assertThat(all(remembered.unseenOrBefore(NOW))).isEmpty();
    assertThat(all(remembered.unseenOrBefore(NOW.plusSeconds(1))))
        .containsExactly(new PendingAge("a", Optional.of(NOW), Optional.empty()));
  }

  @Test
  void aPaymentThatHasEndedDoesNotComeBack() {
    ages.seen("gone", NOW);
    ages.reported("gone", NOW);

    assertThat(before(NOW.plusSeconds(1))).isEmpty();
  }

  @Test
  void thePaymentItselfStaysAsItIs() {
    put("a");

    ages.seen("a", NOW);

    Map<String, AttributeValue> item =
        client
            .getItem(
                get -> get.tableName("pending").key(Map.of("orderId", AttributeValue.fromS("a"))))
            .item();
    assertThat(item).containsEntry("paymentToken", AttributeValue.fromS("token"));
  }

  @Test
  void aReportSaysSinceWhenAndWhatIsAwaitedAndNoToken() {
    List<Event> published = new ArrayList<>();
    new StuckPaymentEvents(
            events -> {
              published.addAll(events);
              return List.of();
            })
        .accept(new PendingAge("a", Optional.of(NOW), Optional.empty()));

    assertThat(published.getFirst().type()).isEqualTo("PaymentStuck");
    assertThat(published.getFirst().detail().toString())
        .isEqualTo(
            "{\"orderId\":\"a\",\"since\":\"2026-01-20T12:00:00Z\",\"awaited\":{\"service\":"
                + "\"delivery\",\"event\":\"DeliveryCompleted\",\"words\":"
                + "\"nobody has said how the order ended\"}}");
  }

  private List<PendingAge> before(Instant time) {
    return all(ages.unseenOrBefore(time));
  }

  private static List<PendingAge> all(Iterable<List<PendingAge>> pages) {
    return StreamSupport.stream(pages.spliterator(), false).flatMap(List::stream).toList();
  }

  private void put(String orderId) {
    client.putItem(
        put ->
            put.tableName("pending")
                .item(
                    DynamoJson.toItem(
                        Json.object().put("orderId", orderId).put("paymentToken", "token"))));
  }
}
