package ecommerce.suite.durability;

/** Something that was acknowledged and is not there any more: asking again would only hide it. */
final class Forgotten extends Error {

  private static final long serialVersionUID = 1L;

  Forgotten(String message) {
    super(message);
  }
}
