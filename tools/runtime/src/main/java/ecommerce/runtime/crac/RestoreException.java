package ecommerce.runtime.crac;

/** A hook failed after the restore; what the hooks threw is suppressed in it, in their order. */
public final class RestoreException extends Exception {

  private static final long serialVersionUID = 1L;
}
