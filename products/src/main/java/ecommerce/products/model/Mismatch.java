package ecommerce.products.model;

import java.util.List;

/** Why a product is not as the catalogue has it. */
public sealed interface Mismatch {

  String productId();

  /** In words, for the caller. */
  String reason();

  /** The catalogue has no such product. */
  record Unknown(String productId) implements Mismatch {
    @Override
    public String reason() {
      return "product " + productId + " does not exist";
    }
  }

  /** The catalogue has another version of it. */
  record Outdated(String productId, List<String> fields) implements Mismatch {

    public Outdated {
      fields = List.copyOf(fields);
    }

    @Override
    public String reason() {
      return "product " + productId + " differs from the catalogue in " + String.join(", ", fields);
    }
  }

  /** The catalogue's own entry lacks what an order needs; nobody can order it. */
  record Unsellable(String productId, String problem) implements Mismatch {
    @Override
    public String reason() {
      return "product " + productId + " cannot be ordered: in the catalogue, " + problem;
    }
  }
}
