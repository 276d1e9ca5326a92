package ecommerce.payment.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.InvalidInput;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.payment.adapters.BusAnnouncements;
import ecommerce.payment.model.FakeCompany;
import ecommerce.payment.model.LedgerEntry;
import ecommerce.payment.model.LedgerEntry.Outcome;
import ecommerce.payment.model.LedgerReview;
import ecommerce.payment.model.MemoryRecords;
import ecommerce.payment.model.OrderPayments;
import ecommerce.payment.model.PendingReview;
import ecommerce.payment.model.Reconciliation;
import ecommerce.payment.model.Refunds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReconcileTest {

  private final MemoryRecords records = new MemoryRecords();
  private final FakeCompany company = new FakeCompany();
  private final List<Event> published = new ArrayList<>();
  private final BusAnnouncements announcements = new BusAnnouncements(this::publish);
  private final Reconcile reconcile =
      new Reconcile(
          new Edge(new Settings(Map.of())),
          new Reconciliation(
              records.refunds(),
              new Refunds(records.refunds(), company, announcements),
              records.pending(),
              new PendingReview(
                  new OrderPayments(records.pending(), records.ledger(), company, announcements),
                  company,
                  announcements),
              records.unchecked(),
              new LedgerReview(records.unchecked(), company, announcements)),
          InstantSource.system(),
          Duration.ofMinutes(5));

  private List<Event> publish(List<Event> events) {
    published.addAll(events);
    return List.of();
  }

  @Test
  void saysWhatItFound() {
    company.authorise("secret", 100);
    records
        .ledger()
        .write(new LedgerEntry("secret", "o1", Outcome.CANCELLED, 100, Optional.empty()));

    assertThat(invoke("{}", 300_000))
        .isEqualTo(
            Json.parse(
                "{\"refunds\":0,\"pending\":0,\"ledger\":1,\"differences\":1,\"repaired\":1,"
                    + "\"unanswered\":0}"));

    assertThat(published)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo("PaymentDifference");
              assertThat(event.resource()).isEqualTo("o1");
              assertThat(event.detail().toString())
                  .isEqualTo(
                      "{\"orderId\":\"o1\",\"difference\":\"NOT_RELEASED\",\"repaired\":true,"
                          + "\"recorded\":{\"status\":\"CANCELLED\",\"amount\":100,\"refunded\":0},"
                          + "\"found\":{\"status\":\"AUTHORISED\",\"amount\":100,\"refunded\":0}}");
            });
  }

  @Test
  void leavesTheRestWhenItsTimeIsNearlyUp() {
    records
        .ledger()
        .write(new LedgerEntry("secret", "o1", Outcome.CANCELLED, 100, Optional.empty()));

    assertThat(invoke("{\"source\":\"aws.events\"}", 1000).path("ledger").asInt()).isZero();
  }

  @Test
  void refusesAnAgeThatIsNone() {
    assertThatThrownBy(() -> invoke("{\"olderThanMinutes\":-1}", 300_000))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("olderThanMinutes is negative");
  }

  private JsonNode invoke(String event, int remaining) {
    Context context =
        (Context)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) ->
                    method.getName().equals("getRemainingTimeInMillis") ? remaining : null);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reconcile.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, context);
    return Json.parse(out.toString(StandardCharsets.UTF_8));
  }
}
