package ecommerce.products.model;

/** Where products are found by name, tag and category. */
@FunctionalInterface
public interface SearchIndex {

  /**
   * Brings what the index has of a product to what the catalogue has of it now, whatever was heard
   * of it in which order before.
   *
   * @throws ecommerce.edge.Outage where others change the same product again and again meanwhile
   */
  void refresh(String productId);
}
