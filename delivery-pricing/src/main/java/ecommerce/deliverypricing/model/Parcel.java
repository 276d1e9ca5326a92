package ecommerce.deliverypricing.model;

/**
 * A product's package, so many times.
 *
 * @param width in millimetres, as length and height
 * @param weight in grams
 * @param quantity at least 1
 */
public record Parcel(long width, long length, long height, long weight, long quantity) {

  public Parcel {
    if (width < 0 || length < 0 || height < 0 || weight < 0 || quantity < 1) {
      throw new IllegalArgumentException(
          "a parcel has sizes that are not negative and a quantity of at least 1");
    }
  }
}
