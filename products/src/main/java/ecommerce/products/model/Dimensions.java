package ecommerce.products.model;

/**
 * The package of a product: millimetres and grams.
 *
 * <p>Refuses nothing by itself: what comes from outside is checked where it comes in.
 */
public record Dimensions(long width, long length, long height, long weight) {}
