package ecommerce.cost;

/** Something is deployed or used that the price list says nothing of. The message names it. */
public final class MissingPrice extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MissingPrice(String message) {
    super(message);
  }
}
