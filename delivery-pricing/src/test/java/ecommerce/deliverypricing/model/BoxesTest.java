package ecommerce.deliverypricing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxesTest {

  @ParameterizedTest(name = "{0} × {1} × {2} mm, {3} g, {4} times: {5} boxes")
  @CsvSource({
    "500, 500, 500, 12000, 1, 1",
    "500, 500, 500, 12001, 1, 2",
    "500, 500, 501, 1, 1, 2",
    "501, 500, 500, 12000, 1, 2",
    "1, 1, 1, 1, 1, 1",
    "0, 0, 0, 0, 1, 0",
    "0, 500, 500, 1, 1, 1",
    "500, 500, 500, 0, 3, 3",
    "10, 10, 10, 6000, 3, 2",
    "250, 500, 500, 1, 2, 1",
    "1000, 1000, 1000, 1, 1, 8"
  })
  void takesTheLargerOfVolumeAndWeightRoundedUp(
      long width, long length, long height, long weight, long quantity, int boxes) {
    assertThat(Boxes.of(List.of(new Parcel(width, length, height, weight, quantity))))
        .isEqualTo(boxes);
  }

  @Test
  void addsUpAllProductsBeforeRounding() {
    Parcel half = new Parcel(250, 500, 500, 4000, 1);

    assertThat(Boxes.of(List.of(half, half))).isEqualTo(1);
    assertThat(Boxes.of(List.of(half, half, half))).isEqualTo(2);
  }

  @Test
  void addsVolumeAndWeightApart() {
    Parcel large = new Parcel(500, 500, 1000, 1, 1);
    Parcel heavy = new Parcel(1, 1, 1, 11_999, 1);

    assertThat(Boxes.of(List.of(large, heavy))).isEqualTo(3);
    assertThat(Boxes.of(List.of(heavy, heavy, heavy))).isEqualTo(3);
  }

  @Test
  void takesNoBoxForNoProducts() {
    assertThat(Boxes.of(List.of())).isZero();
  }

  @Test
  void countsParcelsOfAnySize() {
    long huge = 999_999_999_999_999L;

    assertThat(Boxes.of(List.of(new Parcel(huge, huge, huge, huge, huge))).bitLength())
        .isGreaterThan(64);
  }

  @Test
  void refusesAParcelThatIsNone() {
    assertThatThrownBy(() -> new Parcel(1, 1, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Parcel(-1, 1, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
