package ecommerce.products.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.edge.Fields;
import ecommerce.edge.InvalidInput;
import ecommerce.products.model.Dimensions;
import ecommerce.products.model.Entry;
import ecommerce.products.model.Product;

/** Products in their JSON form (contracts.md, "Order life cycle"). */
public final class ProductJson {

  private ProductJson() {}

  /**
   * @throws InvalidInput naming the field that is missing or of another type
   */
  public static Product read(Fields fields) {
    Fields size = fields.object("package");
    return new Product(
        fields.text("productId"),
        fields.text("name"),
        new Dimensions(
            size.amount("width"),
            size.amount("length"),
            size.amount("height"),
            size.amount("weight")),
        fields.amount("price"));
  }

  /**
   * @param item of the catalogue, or {@code null} where it has none
   */
  public static Entry entry(JsonNode item) {
    if (item == null) {
      return new Entry.Missing();
    }
    try {
      return new Entry.Listed(read(Fields.of(item)));
    } catch (InvalidInput e) {
      return new Entry.Broken(e.getMessage());
    }
  }
}
