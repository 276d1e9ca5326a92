package ecommerce.deliverypricing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountryTest {

  @ParameterizedTest
  @ValueSource(strings = {"DK", "FI", "NO", "SE", "dk", "Se"})
  void asksNothingForABoxToTheNorth(String code) {
    assertThat(new Country(code).pricePerBox()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AT", "BE", "BG", "CY", "CZ", "DE", "EE", "ES", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
        "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SI", "SK", "de", "iT"
      })
  void asks1000ForABoxToTheRestOfTheUnion(String code) {
    assertThat(new Country(code).pricePerBox()).isEqualTo(1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CA", "US", "us"})
  void asks1500ForABoxToNorthAmerica(String code) {
    assertThat(new Country(code).pricePerBox()).isEqualTo(1500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GB", "CH", "JP", "BR", "XX", "zz"})
  void asks2500ForABoxToAnywhereElse(String code) {
    assertThat(new Country(code).pricePerBox()).isEqualTo(2500);
  }

  @Test
  void isTheSameInAnyCase() {
    assertThat(new Country("se")).isEqualTo(new Country("SE"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "S", "SWE", "S1", "Sé"})
  void refusesWhatIsNotTwoLetters(String code) {
    assertThatThrownBy(() -> new Country(code)).isInstanceOf(IllegalArgumentException.class);
  }
}
