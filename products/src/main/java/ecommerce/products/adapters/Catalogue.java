package ecommerce.products.adapters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** The catalogue: the truth about every product. */
@FunctionalInterface
public interface Catalogue {

  /**
   * The products with these ids, whole, by id. Ids that it does not know are absent.
   *
   * @throws ecommerce.edge.Outage where the catalogue cannot be read
   */
  Map<String, ObjectNode> find(Set<String> productIds);
}
