package ecommerce.ordercounter.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.edge.Edge;
import ecommerce.edge.InvalidInput;
import ecommerce.edge.Settings;
import ecommerce.ordercounter.model.Tally;
import ecommerce.testing.Invocation;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandlersTest {

  private final Map<String, LocalDate> counted = new HashMap<>();
  private final Tally tally =
      new Tally() {
        @Override
        public boolean count(String orderId, LocalDate day) {
          return counted.putIfAbsent(orderId, day) == null;
        }

        @Override
        public long ordersOf(LocalDate day) {
          return counted.values().stream().filter(day::equals).count();
        }
      };
  private final Edge edge = new Edge(new Settings(Map.of()));
  private final OnEvents onEvents =
      new OnEvents(edge, tally, Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC));
  private final GetCount getCount = new GetCount(edge, tally);

  private void created(String detail) {
    Invocation.of(
        onEvents,
        "{'source':'ecommerce.orders','detail-type':'OrderCreated','resources':[],'detail':%s}"
            .formatted(detail));
  }

  private JsonNode count(String day) {
    return Invocation.of(
        getCount,
        ("{'httpMethod':'GET','pathParameters':{'day':'%s'},"
                + "'requestContext':{'identity':{'userArn':'arn:aws:iam::000000000000:user/ada'}}}")
            .formatted(day));
  }

  @Test
  void countsAnOrderOnTheDayOnWhichItWasMade() {
    created("{'orderId':'o1','createdDate':'2026-11-22T23:59:59.999Z'}");
    created("{'orderId':'o1','createdDate':'2026-11-22T23:59:59.999Z'}");

    assertThat(count("2026-11-22").path("body").asText())
        .isEqualTo("{\"day\":\"2026-11-22\",\"orders\":1}");
    assertThat(count("2026-11-23").path("body").asText()).contains("\"orders\":0");
  }

  @Test
  void countsAnOrderWithoutADateToday() {
    created("{'orderId':'o1','products':[]}");

    assertThat(counted).isEqualTo(Map.of("o1", LocalDate.of(2026, 11, 23)));
  }

  @Test
  void anEventWithoutAnOrderIsThrownSoThatItEndsAsADeadLetter() {
    assertThatThrownBy(() -> created("{}"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("orderId is missing");
  }

  @Test
  void refusesWhatIsNoDay() {
    assertThat(count("yesterday").path("statusCode").asInt()).isEqualTo(400);
    assertThat(count("yesterday").path("body").asText())
        .isEqualTo("{\"message\":\"day is not a date such as 2026-11-23\"}");
  }
}
