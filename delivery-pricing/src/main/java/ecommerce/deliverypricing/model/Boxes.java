package ecommerce.deliverypricing.model;

import java.math.BigInteger;
import java.util.List;

/**
 * Boxes of 500 × 500 × 500 mm that carry 12,000 g each (contracts.md, "Delivery pricing"). Volume
 * and weight are added up over all parcels before they are rounded up to whole boxes. Counts
 * without a limit: no parcel is too large to be counted.
 */
public final class Boxes {

  private static final BigInteger VOLUME = BigInteger.valueOf(500L * 500 * 500);
  private static final BigInteger WEIGHT = BigInteger.valueOf(12_000);

  private Boxes() {}

  /**
   * How many boxes these parcels take; none for no parcels, or for parcels without volume and
   * weight.
   */
  public static BigInteger of(List<Parcel> parcels) {
    BigInteger volume = BigInteger.ZERO;
    BigInteger weight = BigInteger.ZERO;
    for (Parcel parcel : parcels) {
      volume =
          volume.add(product(parcel.width(), parcel.length(), parcel.height(), parcel.quantity()));
      weight = weight.add(product(parcel.weight(), parcel.quantity()));
    }
    return roundedUp(volume, VOLUME).max(roundedUp(weight, WEIGHT));
  }

  private static BigInteger product(long... factors) {
    BigInteger product = BigInteger.ONE;
    for (long factor : factors) {
      product = product.multiply(BigInteger.valueOf(factor));
    }
    return product;
  }

  private static BigInteger roundedUp(BigInteger amount, BigInteger unit) {
    return amount.add(unit).subtract(BigInteger.ONE).divide(unit);
  }
}
