package ecommerce.delivery.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimatedDeliveryTest {

  private static final Instant LATE_ON_A_SATURDAY = Instant.parse("2026-02-28T23:59:59.999Z");

  @ParameterizedTest
  @CsvSource({
    "FI, 2026-03-02",
    "se, 2026-03-02",
    "IE, 2026-03-04",
    "' de ', 2026-03-04",
    "US, 2026-03-07",
    "Ca, 2026-03-07",
    "AU, 2026-03-10",
    "Finland, 2026-03-10",
    "'', 2026-03-10"
  })
  void countsWholeDaysByCountry(String country, LocalDate day) {
    assertThat(EstimatedDelivery.of(Optional.of(country), LATE_ON_A_SATURDAY)).isEqualTo(day);
  }

  @Test
  void countsAsFarAwayWhatDoesNotSayWhereItIs() {
    assertThat(EstimatedDelivery.of(Optional.empty(), LATE_ON_A_SATURDAY))
        .isEqualTo(LocalDate.of(2026, 3, 10));
  }

  @Test
  void beginsToCountOnTheDayInUtc() {
    Instant alreadySundayInUtc = Instant.parse("2026-02-28T23:30:00-01:00");

    assertThat(EstimatedDelivery.of(Optional.of("FI"), alreadySundayInUtc))
        .isEqualTo(LocalDate.of(2026, 3, 3));
  }
}
