package ecommerce.edge.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.edge.Edge;
import ecommerce.edge.Event;
import ecommerce.edge.Events;
import ecommerce.edge.InvalidInput;
import ecommerce.edge.Json;
import ecommerce.edge.LambdaContext;
import ecommerce.edge.Outage;
import ecommerce.edge.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetellingTest {

  private static final Event SAID =
      new Event("ecommerce.warehouse", "PackagingFailed", "o", Json.object().put("orderId", "o"));

  private final List<Event> published = new ArrayList<>();
  private boolean down;

  @Test
  void saysAgainWhatWasSaidOfTheOrder() {
    assertThat(ask("{\"orderId\": \"o\"}")).isEqualTo("{\"told\":1}");
    assertThat(published).containsExactly(SAID);
  }

  @Test
  void saysNothingWhereThereIsNothingToSayYet() {
    assertThat(ask("{\"orderId\": \"other\"}")).isEqualTo("{\"told\":0}");
    assertThat(published).isEmpty();
  }

  @Test
  void failsWhereTheBusDoesNotTakeIt() {
    down = true;

    assertThatThrownBy(() -> ask("{\"orderId\": \"o\"}")).isInstanceOf(Outage.class);
  }

  @Test
  void refusesAnInquiryAboutNoOrder() {
    assertThatThrownBy(() -> ask("{}"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("orderId is missing");
  }

  @Test
  void knowsAnInquiryFromASchedule() {
    assertThat(Retelling.isInquiry(Json.parse("{\"detail-type\": \"PaymentStuck\"}"))).isTrue();
    assertThat(Retelling.isInquiry(Json.parse("{\"detail-type\": \"Scheduled Event\"}"))).isFalse();
    assertThat(Retelling.isInquiry(Json.object())).isFalse();
  }

  private String ask(String detail) {
    Events bus =
        events -> {
          published.addAll(events);
          return down ? events : List.of();
        };
    Retelling retelling =
        new Retelling(orderId -> orderId.equals("o") ? List.of(SAID) : List.of(), bus);
    String inquiry =
        "{\"source\": \"ecommerce.orders\", \"detail-type\": \"OrderStuck\", \"detail\": "
            + detail
            + "}";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Edge(new Settings(Map.of()))
        .invoke(
            new ByteArrayInputStream(inquiry.getBytes(StandardCharsets.UTF_8)),
            out,
            LambdaContext.named("f"),
            retelling::answer);
    return out.toString(StandardCharsets.UTF_8);
  }
}
