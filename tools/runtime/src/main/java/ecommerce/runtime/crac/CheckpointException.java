package ecommerce.runtime.crac;

/** A hook failed before the snapshot; what the hooks threw is suppressed in it, in their order. */
public final class CheckpointException extends Exception {

  private static final long serialVersionUID = 1L;
}
