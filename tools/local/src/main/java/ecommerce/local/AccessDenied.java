package ecommerce.local;

/**
 * A call that the caller's policies do not allow. The wire turns it into the called service's own
 * error; the message is what AWS would say, naming the identity, the action, the resource and which
 * kind of policy lacks a statement or denies.
 */
public final class AccessDenied extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public AccessDenied(String message) {
    super(message, null, false, false);
  }
}
