package ecommerce.orders.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.edge.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LookoutTest {

  private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

  private final Map<String, Instant> orders = new HashMap<>();
  private final Map<String, Instant> dueAgain = new HashMap<>();
  private final List<String> announced = new ArrayList<>();
  private Instant now = NOW;
  private boolean down;

  @Test
  void reportsAnOrderThatIsPastItsDeadlineAndNoOther() {
    orders.put("old", NOW.minus(Duration.ofHours(25)));
    orders.put("young", NOW.minus(Duration.ofHours(23)));

    assertThat(look()).isEqualTo(new Lookout.Seen(1, 1));
    assertThat(announced).containsExactly("old");
  }

  @Test
  void reportsItAgainOnlyAfterAnotherDeadline() {
    orders.put("old", NOW.minus(Duration.ofHours(25)));
    look();
    now = NOW.plus(Duration.ofHours(23));

    assertThat(look()).isEqualTo(new Lookout.Seen(1, 0));

    now = NOW.plus(Duration.ofHours(24));
    assertThat(look()).isEqualTo(new Lookout.Seen(1, 1));
    assertThat(announced).containsExactly("old", "old");
  }

  @Test
  void failsWhereTheReportIsNotTakenAndReportsItTheNextTime() {
    orders.put("old", NOW.minus(Duration.ofHours(25)));
    down = true;
    assertThatThrownBy(this::look)
        .isInstanceOf(Outage.class)
        .hasMessage("1 stuck orders could not be reported");
    down = false;

    assertThat(look()).isEqualTo(new Lookout.Seen(1, 1));
  }

  @Test
  void everyStatusThatIsNoEndSaysWhatIsAwaited() {
    for (OrderStatus status : OrderStatus.values()) {
      assertThat(Awaited.in(status).isPresent()).as(status.name()).isEqualTo(status.isOpen());
    }
  }

  @Test
  void refusesADeadlineOfAnEndOrOfLessThanAMinute() {
    assertThatThrownBy(() -> new Deadlines(Map.of(OrderStatus.FULFILLED, Duration.ofHours(1))))
        .hasMessageContaining("FULFILLED is an end");
    assertThatThrownBy(() -> new Deadlines(Map.of(OrderStatus.NEW, Duration.ofSeconds(59))))
        .hasMessageContaining("below a minute");
  }

  private Lookout.Seen look() {
    StuckReports reports =
        new StuckReports() {
          @Override
          public List<StuckOrder> due(List<StuckOrder> stuck, Instant at) {
            return stuck.stream()
                .filter(order -> !dueAgain.getOrDefault(order.orderId(), Instant.EPOCH).isAfter(at))
                .toList();
          }

          @Override
          public void reported(StuckOrder order, Instant again) {
            dueAgain.put(order.orderId(), again);
          }
        };
    return new Lookout(
            (status, before) ->
                List.of(
                    orders.entrySet().stream()
                        .filter(order -> order.getValue().isBefore(before))
                        .map(
                            order ->
                                new StuckOrder(order.getKey(), status, order.getValue().toString()))
                        .toList()),
            reports,
            stuck -> {
              if (down) {
                return List.of();
              }
              stuck.forEach(order -> announced.add(order.orderId()));
              return stuck;
            },
            new Deadlines(Map.of(OrderStatus.NEW, Duration.ofDays(1))),
            () -> now)
        .look(() -> true);
  }
}
