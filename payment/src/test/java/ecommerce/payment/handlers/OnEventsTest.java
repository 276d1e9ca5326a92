package ecommerce.payment.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.InvalidInput;
import ecommerce.edge.Outage;
import ecommerce.edge.Settings;
import ecommerce.payment.adapters.BusAnnouncements;
import ecommerce.payment.model.FakeCompany;
import ecommerce.payment.model.MemoryRecords;
import ecommerce.payment.model.OrderPayments;
import ecommerce.payment.model.Pending;
import ecommerce.payment.model.Refunds;
import ecommerce.testing.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnEventsTest {

  private final MemoryRecords records = new MemoryRecords();
  private final FakeCompany company = new FakeCompany();
  private final List<Event> published = new ArrayList<>();
  private boolean busDown;
  private final OnEvents onEvents =
      new OnEvents(
          new Edge(new Settings(Map.of())),
          new OrderPayments(
              records.pending(), records.ledger(), company, new BusAnnouncements(this::publish)),
          new Refunds(records.refunds(), company, new BusAnnouncements(this::publish)));

  private List<Event> publish(List<Event> events) {
    if (busDown) {
      return events;
    }
    published.addAll(events);
    return List.of();
  }

  @Test
  void orderCreatedWithFewFieldsIsRemembered() {
    event("ecommerce.orders", "OrderCreated", "{'orderId':'o1','paymentToken':'t1'}");

    assertThat(records.pending().find("o1"))
        .contains(new Pending("o1", "t1", OptionalLong.empty()));
  }

  @Test
  void orderWithoutTokenIsNothingToRemember() {
    event("ecommerce.orders", "OrderCreated", "{'orderId':'o1'}");

    assertThat(records.pending().find("o1")).isEmpty();
  }

  @Test
  void deliveryCompletedCapturesAndSaysSo() {
    pending();

    event("ecommerce.delivery", "DeliveryCompleted", "{'orderId':'o1'}");

    assertThat(published)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.source()).isEqualTo("ecommerce.payment");
              assertThat(event.type()).isEqualTo("PaymentProcessed");
              assertThat(event.resource()).isEqualTo("o1");
              assertThat(event.detail().toString())
                  .isEqualTo("{\"orderId\":\"o1\",\"amount\":100}");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"DeliveryFailed", "PackagingFailed"})
  void failureReleasesAndSaysSo(String type) {
    pending();

    event("ecommerce.any", type, "{'orderId':'o1'}");

    assertThat(published).singleElement().extracting(Event::type).isEqualTo("PaymentCancelled");
    assertThat(company.asked).containsExactly("RELEASE");
  }

  @Test
  void cancelledOrderIsReleased() {
    pending();

    event(
        "ecommerce.orders",
        "OrderModified",
        "{'old':{'status':'NEW'},'new':{'orderId':'o1','status':'CANCELLED','total':1},'changed':['status','total']}");

    assertThat(company.asked).containsExactly("RELEASE");
  }

  @Test
  void changedTotalIsTheNewAmount() {
    pending();

    event(
        "ecommerce.orders",
        "OrderModified",
        "{'new':{'orderId':'o1','total':70},'changed':['products','total']}");

    assertThat(company.asked).containsExactly("updateAmount 70");
  }

  @Test
  void totalThatWasLoweredBeforeTheCaptureAndComesAfterItIsRefunded() {
    pending();
    event("ecommerce.delivery", "DeliveryCompleted", "{'orderId':'o1'}");
    String lowered =
        "{'new':{'orderId':'o1','total':70,'status':'FULFILLED'},'changed':['products','total']}";

    event("ecommerce.orders", "OrderModified", lowered);
    event("ecommerce.orders", "OrderModified", lowered);

    assertThat(company.refunded("t1")).isEqualTo(30);
    assertThat(published).hasSize(2);
    assertThat(published.getLast().type()).isEqualTo("PaymentRefunded");
    assertThat(published.getLast().detail().toString())
        .isEqualTo(
            "{\"orderId\":\"o1\",\"amount\":30,\"refundId\":\"total/70\",\"refunded\":30,\"captured\":100}");
  }

  @Test
  void otherChangesOfAnOrderChangeNothing() {
    pending();

    event(
        "ecommerce.orders",
        "OrderModified",
        "{'new':{'orderId':'o1','total':70},'changed':['status']}");

    assertThat(company.asked).isEmpty();
  }

  @Test
  void refusedCaptureIsPaymentFailedWithItsReason() {
    records.put(new Pending("o1", "unknown", OptionalLong.empty()));

    event("ecommerce.delivery", "DeliveryCompleted", "{'orderId':'o1'}");

    assertThat(published)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo("PaymentFailed");
              assertThat(event.detail().path("reason").asText()).contains("refused to capture");
              assertThat(event.detail().path("amount").isNumber()).isTrue();
            });
  }

  @Test
  void unknownOrderIsNoError() {
    event("ecommerce.delivery", "DeliveryCompleted", "{'orderId':'o1'}");
    event("ecommerce.delivery", "DeliveryFailed", "{'orderId':'o2'}");
    event(
        "ecommerce.orders",
        "OrderModified",
        "{'new':{'orderId':'o3','total':70},'changed':['total']}");

    assertThat(published).isEmpty();
  }

  @Test
  void outagesAreThrownSoThatLambdaRetries() {
    pending();
    busDown = true;
    assertThatThrownBy(() -> event("ecommerce.delivery", "DeliveryCompleted", "{'orderId':'o1'}"))
        .isInstanceOf(Outage.class);
    busDown = false;
    company.down = true;
    event("ecommerce.delivery", "DeliveryCompleted", "{'orderId':'o1'}");
    assertThat(published).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OrderCreated", "OrderModified", "DeliveryCompleted", "Unheard"})
  void malformedEventIsThrown(String type) {
    assertThatThrownBy(() -> event("ecommerce.any", type, "{}")).isInstanceOf(InvalidInput.class);
  }

  private void pending() {
    company.authorise("t1", 100);
    records.put(new Pending("o1", "t1", OptionalLong.of(100)));
  }

  private void event(String source, String type, String detail) {
    Invocation.of(
        onEvents,
        "{'source':'%s','detail-type':'%s','resources':['o1'],'detail':%s}"
            .formatted(source, type, detail));
  }
}
