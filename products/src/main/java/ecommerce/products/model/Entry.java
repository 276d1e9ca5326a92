package ecommerce.products.model;

/** What the catalogue says of one id. */
public sealed interface Entry {

  /** There is no such product. */
  record Missing() implements Entry {}

  /** There is one, and it can be ordered. */
  record Listed(Product product) implements Entry {}

  /**
   * There is an item that is no whole product.
   *
   * @param problem the field that is wrong and how
   */
  record Broken(String problem) implements Entry {}
}
