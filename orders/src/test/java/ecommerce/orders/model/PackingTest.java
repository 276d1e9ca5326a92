package ecommerce.orders.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PackingTest {

  private static final List<OrderLine> LINES =
      List.of(OrderLine.of("a", 10, 2), OrderLine.of("b", 20, 1));

  @Test
  void isCompleteWithEverythingOrdered() {
    assertThat(Packing.of(LINES, Map.of("a", 2L, "b", 1L))).isEqualTo(new Packing.Complete());
  }

  @Test
  void isCompleteWithMoreThanWasOrdered() {
    assertThat(Packing.of(LINES, Map.of("a", 3L, "b", 1L, "c", 1L)))
        .isEqualTo(new Packing.Complete());
  }

  @Test
  void isShortOfWhatIsNotThere() {
    assertThat(Packing.of(LINES, Map.of("a", 1L, "b", 1L)))
        .isEqualTo(new Packing.Short(List.of(1L, 1L)));
    assertThat(Packing.of(LINES, Map.of("a", 2L))).isEqualTo(new Packing.Short(List.of(2L, 0L)));
    assertThat(Packing.of(LINES, Map.of())).isEqualTo(new Packing.Short(List.of(0L, 0L)));
  }

  @Test
  void fillsTheFirstLinesOfAProductThatIsOnSeveral() {
    List<OrderLine> twice = List.of(OrderLine.of("a", 10, 2), OrderLine.of("a", 10, 2));

    assertThat(Packing.of(twice, Map.of("a", 4L))).isEqualTo(new Packing.Complete());
    assertThat(Packing.of(twice, Map.of("a", 3L))).isEqualTo(new Packing.Short(List.of(2L, 1L)));
  }

  @Test
  void isCompleteWhenAppliedToItsOwnResult() {
    List<OrderLine> packed = List.of(OrderLine.of("a", 10, 1));

    assertThat(Packing.of(packed, Map.of("a", 1L))).isEqualTo(new Packing.Complete());
  }

  @Test
  void addsUpATotal() {
    assertThat(Total.of(LINES, 5)).hasValue(45);
    assertThat(Total.of(List.of(), 0)).hasValue(0);
  }

  @Test
  void knowsNoTotalWithoutEveryPrice() {
    assertThat(Total.of(List.of(new OrderLine("a", OptionalLong.empty(), 1)), 5)).isEmpty();
  }

  @Test
  void knowsNoTotalOfMoreThan15Digits() {
    long highest = 999_999_999_999_999L;

    assertThat(Total.of(List.of(OrderLine.of("a", highest, 1)), 0)).hasValue(highest);
    assertThat(Total.of(List.of(OrderLine.of("a", highest, 1)), 1)).isEmpty();
    assertThat(Total.of(List.of(OrderLine.of("a", highest, highest)), 0)).isEmpty();
  }

  @Test
  void refusesANegativeQuantity() {
    assertThatThrownBy(() -> OrderLine.of("a", 1, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void derivesOneIdFromUserAndKey() {
    assertThat(OrderId.of("u", "k"))
        .isEqualTo(OrderId.of("u", "k"))
        .isNotEqualTo(OrderId.of("u", "l"));
    assertThat(OrderId.of("u", "1:k")).isNotEqualTo(OrderId.of("u:1", "k"));
    assertThat(OrderId.random()).isNotEqualTo(OrderId.random());
  }
}
