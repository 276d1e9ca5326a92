package ecommerce.products.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Compares products with the catalogue, in {@code productId}, {@code name}, {@code package} and
 * {@code price} and nothing else. A product that is given several times, and wrong once, is one
 * mismatch (contracts.md, "Service-to-service REST APIs").
 */
public final class CatalogueCheck {

  private final Function<String, Entry> catalogue;

  public CatalogueCheck(Function<String, Entry> catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * One mismatch for each wrong product, in the order in which they were given; empty when all
   * match.
   */
  public List<Mismatch> of(List<Product> products) {
    Map<String, Mismatch> mismatches = new LinkedHashMap<>();
    for (Product product : products) {
      mismatch(product).ifPresent(wrong -> mismatches.putIfAbsent(product.productId(), wrong));
    }
    return List.copyOf(mismatches.values());
  }

  private Optional<Mismatch> mismatch(Product product) {
    String id = product.productId();
    return switch (catalogue.apply(id)) {
      case Entry.Missing() -> Optional.of(new Mismatch.Unknown(id));
      case Entry.Broken(String problem) -> Optional.of(new Mismatch.Unsellable(id, problem));
      case Entry.Listed(Product listed) -> {
        List<String> differences = product.differences(listed);
        yield differences.isEmpty()
            ? Optional.empty()
            : Optional.of(new Mismatch.Outdated(id, differences));
      }
    };
  }
}
