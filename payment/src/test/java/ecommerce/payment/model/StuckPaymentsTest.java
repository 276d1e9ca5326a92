package ecommerce.payment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.edge.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StuckPaymentsTest {

  private static final Instant NOW = Instant.parse("2026-01-20T12:00:00Z");
  private static final Duration DEADLINE = Duration.ofDays(10);

  private final Map<String, PendingAge> pending = new HashMap<>();
  private final List<String> reported = new ArrayList<>();
  private Instant now = NOW;
  private boolean down;

  @Test
  void aPaymentWithoutADateCountsFromWhenItIsFirstSeen() {
    pending.put("a", new PendingAge("a", Optional.empty(), Optional.empty()));

    assertThat(look()).isEqualTo(new StuckPayments.Seen(0, 0));
    now = NOW.plus(DEADLINE);
    assertThat(look()).isEqualTo(new StuckPayments.Seen(0, 0));
    now = now.plusSeconds(1);
    assertThat(look()).isEqualTo(new StuckPayments.Seen(1, 1));
    assertThat(reported).containsExactly("a");
  }

  @Test
  void isReportedAgainOnlyAfterAnotherDeadline() {
    since("a", NOW.minus(DEADLINE).minusSeconds(1));

    assertThat(look()).isEqualTo(new StuckPayments.Seen(1, 1));
    now = NOW.plus(DEADLINE).minusSeconds(1);
    assertThat(look()).isEqualTo(new StuckPayments.Seen(1, 0));
    now = NOW.plus(DEADLINE);
    assertThat(look()).isEqualTo(new StuckPayments.Seen(1, 1));
  }

  @Test
  void countsAsReportedOnlyAfterItWas() {
    since("a", NOW.minus(DEADLINE).minusSeconds(1));
    down = true;
    assertThatThrownBy(this::look).isInstanceOf(Outage.class);
    down = false;

    assertThat(look()).isEqualTo(new StuckPayments.Seen(1, 1));
  }

  private void since(String orderId, Instant time) {
    pending.put(orderId, new PendingAge(orderId, Optional.of(time), Optional.empty()));
  }

  private StuckPayments.Seen look() {
    PendingAges ages =
        new PendingAges() {
          @Override
          public Iterable<List<PendingAge>> unseenOrBefore(Instant time) {
            return List.of(
                pending.values().stream()
                    .filter(one -> one.since().isEmpty() || one.since().get().isBefore(time))
                    .toList());
          }

          @Override
          public void seen(String orderId, Instant at) {
            since(orderId, at);
          }

          @Override
          public void reported(String orderId, Instant at) {
            pending.computeIfPresent(
                orderId, (id, one) -> new PendingAge(id, one.since(), Optional.of(at)));
          }
        };
    return new StuckPayments(
            ages,
            payment -> {
              if (down) {
                throw new Outage("down");
              }
              reported.add(payment.orderId());
            },
            DEADLINE,
            () -> now)
        .look(() -> true);
  }
}
