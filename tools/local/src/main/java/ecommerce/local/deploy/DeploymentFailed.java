package ecommerce.local.deploy;

/**
 * A stack that could not be deployed. The message says which resource of which stack, and why;
 * nothing half-made is left.
 */
public final class DeploymentFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DeploymentFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
