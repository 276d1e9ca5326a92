package ecommerce.cost;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What AWS asks for something, in US dollars. Free tiers are told, never counted.
 *
 * @param of the column that it stands in: {@code Lambda}, {@code API}
 * @param amount for {@code per} units
 * @param source the page that says so
 */
public record Price(
    String of, BigDecimal amount, BigDecimal per, String unit, String source, String free) {

  public Price {
    if (amount == null || amount.signum() < 0 || per == null || per.signum() <= 0) {
      throw new IllegalArgumentException("a price of " + amount + " for " + per + " is none");
    }
  }

  /** What a quantity costs. */
  public BigDecimal of(BigDecimal quantity) {
    return quantity.multiply(amount).divide(per, MathContext.DECIMAL64);
  }
}
