package ecommerce.deliverypricing.model;

import java.util.Locale;
import java.util.Set;

/**
 * A country by its two letters, in upper case. Refuses what is not two letters; whether there is
 * such a country is not asked.
 */
public record Country(String code) {

  private static final Set<String> NORDIC = Set.of("DK", "FI", "NO", "SE");
  private static final Set<String> EUROPEAN =
      Set.of(
          "AT", "BE", "BG", "CY", "CZ", "DE", "EE", "ES", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
          "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SI", "SK");
  private static final Set<String> NORTH_AMERICAN = Set.of("CA", "US");

  public Country {
    if (!isCode(code)) {
      throw new IllegalArgumentException("a country has two letters");
    }
    code = code.toUpperCase(Locale.ROOT);
  }

  public static boolean isCode(String text) {
    return text.matches("[A-Za-z]{2}");
  }

  /** What one box to this country costs, in minor units. */
  public long pricePerBox() {
    if (NORDIC.contains(code)) {
      return 0;
    }
    if (EUROPEAN.contains(code)) {
      return 1000;
    }
    return NORTH_AMERICAN.contains(code) ? 1500 : 2500;
  }
}
