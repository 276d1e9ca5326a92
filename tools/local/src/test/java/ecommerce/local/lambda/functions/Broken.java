package ecommerce.local.lambda.functions;

/** A function whose class cannot be made. */
public final class Broken {

  public Broken() {
    throw new IllegalStateException("variable TABLE is missing");
  }

  public String handle() {
    return "never";
  }
}
