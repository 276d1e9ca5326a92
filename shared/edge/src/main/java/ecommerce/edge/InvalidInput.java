package ecommerce.edge;

/**
 * Input from outside that does not have the promised shape. The message names the field and what is
 * wrong with it, holds no value of the input, and is meant for the caller: a REST API answers it
 * with 400 (contracts.md, "Service-to-service REST APIs").
 */
public final class InvalidInput extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InvalidInput(String message) {
    super(message, null, false, false);
  }
}
