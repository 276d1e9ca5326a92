package ecommerce.delivery.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The day on which a delivery is expected: so many whole days, by country, after the day (UTC) on
 * which it was asked for. Every day counts, also Sundays. A country that is not told, or not two
 * letters, is far away.
 *
 * <ul>
 *   <li>DK FI NO SE: 2 days
 *   <li>AT BE BG CY CZ DE EE ES FR GR HR HU IE IT LT LU LV MT NL PL PT RO SI SK: 4 days
 *   <li>CA US: 7 days
 *   <li>anywhere else: 10 days
 * </ul>
 */
public final class EstimatedDelivery {

  private static final Set<String> NORTH = Set.of("DK", "FI", "NO", "SE");
  private static final Set<String> EUROPE =
      Set.of(
          "AT", "BE", "BG", "CY", "CZ", "DE", "EE", "ES", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
          "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SI", "SK");
  private static final Set<String> AMERICA = Set.of("CA", "US");

  private EstimatedDelivery() {}

  /**
   * @param country two letters, in any case
   */
  public static LocalDate of(Optional<String> country, Instant requested) {
    String letters = country.orElse("").strip().toUpperCase(Locale.ROOT);
    return requested.atZone(ZoneOffset.UTC).toLocalDate().plusDays(days(letters));
  }

  private static int days(String country) {
    if (NORTH.contains(country)) {
      return 2;
    }
    if (EUROPE.contains(country)) {
      return 4;
    }
    return AMERICA.contains(country) ? 7 : 10;
  }
}
