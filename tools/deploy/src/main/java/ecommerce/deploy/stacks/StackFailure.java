package ecommerce.deploy.stacks;

/**
 * A stack that could not be deployed or removed. The message is the stack's name and the reason.
 */
public final class StackFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StackFailure(String stack, String reason) {
    super(stack + ": " + reason);
  }

  StackFailure(String stack, String reason, Throwable cause) {
    super(stack + ": " + reason, cause);
  }
}
