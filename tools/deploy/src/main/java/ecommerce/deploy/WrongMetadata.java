package ecommerce.deploy;

/** What a checkout says of its services does not fit together. The message names file and fault. */
public final class WrongMetadata extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WrongMetadata(String message) {
    super(message);
  }

  WrongMetadata(String message, Throwable cause) {
    super(message, cause);
  }
}
