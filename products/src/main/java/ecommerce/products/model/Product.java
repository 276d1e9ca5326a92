package ecommerce.products.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The part of a product that an order relies on. What else a product has (tags, pictures, …) may
 * change without making an order wrong.
 *
 * @param price in minor units
 */
public record Product(String productId, String name, Dimensions dimensions, long price) {

  public Product {
    Objects.requireNonNull(productId);
    Objects.requireNonNull(name);
    Objects.requireNonNull(dimensions);
  }

  /** The names of the contract's fields in which the two differ; empty when they match. */
  List<String> differences(Product other) {
    List<String> fields = new ArrayList<>();
    if (!name.equals(other.name)) {
      fields.add("name");
    }
    if (!dimensions.equals(other.dimensions)) {
      fields.add("package");
    }
    if (price != other.price) {
      fields.add("price");
    }
    return List.copyOf(fields);
  }
}
