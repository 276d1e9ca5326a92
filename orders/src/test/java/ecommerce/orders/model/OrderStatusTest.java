package ecommerce.orders.model;

import static ecommerce.orders.model.OrderStatus.CANCELLED;
import static ecommerce.orders.model.OrderStatus.DELIVERY_FAILED;
import static ecommerce.orders.model.OrderStatus.FULFILLED;
import static ecommerce.orders.model.OrderStatus.IN_DELIVERY;
import static ecommerce.orders.model.OrderStatus.NEW;
import static ecommerce.orders.model.OrderStatus.PACKAGED;
import static ecommerce.orders.model.OrderStatus.PACKAGING_FAILED;
import static ecommerce.orders.model.OrderStatus.REFUNDED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderStatusTest {

  @Test
  void goesThroughItsLifeStepByStep() {
    assertThat(NEW.movedTo(PACKAGED).movedTo(IN_DELIVERY).movedTo(FULFILLED).movedTo(REFUNDED))
        .isEqualTo(REFUNDED);
  }

  @Test
  void leavesOutStepsThatWereNotReportedYet() {
    assertThat(NEW.movedTo(FULFILLED)).isEqualTo(FULFILLED);
    assertThat(NEW.movedTo(DELIVERY_FAILED)).isEqualTo(DELIVERY_FAILED);
    assertThat(PACKAGED.movedTo(FULFILLED)).isEqualTo(FULFILLED);
  }

  @Test
  void neverGoesBack() {
    assertThat(IN_DELIVERY.movedTo(PACKAGED)).isEqualTo(IN_DELIVERY);
    assertThat(FULFILLED.movedTo(IN_DELIVERY)).isEqualTo(FULFILLED);
    assertThat(PACKAGED.movedTo(PACKAGING_FAILED)).isEqualTo(PACKAGED);
  }

  @ParameterizedTest
  @EnumSource(names = {"PACKAGING_FAILED", "DELIVERY_FAILED", "CANCELLED", "REFUNDED"})
  void staysAtItsEnd(OrderStatus end) {
    assertThat(List.of(OrderStatus.values()))
        .allSatisfy(any -> assertThat(end.movedTo(any)).isEqualTo(end));
    assertThat(end.isOpen()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void staysWhereItIsWhenToldAgain(OrderStatus status) {
    assertThat(status.movedTo(status)).isEqualTo(status);
  }

  @Test
  void isCancelledFromNewAlone() {
    assertThat(CANCELLED.predecessors()).containsExactly(NEW);
    assertThat(REFUNDED.predecessors()).containsExactly(FULFILLED);
  }

  @Test
  void knowsItsNamesAndNoOther() {
    assertThat(OrderStatus.named("IN_DELIVERY")).contains(IN_DELIVERY);
    assertThat(OrderStatus.named("in_delivery")).isEmpty();
  }
}
