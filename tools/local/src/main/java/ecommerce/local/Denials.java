package ecommerce.local;

/** Remembers which calls were denied, and why. */
@FunctionalInterface
public interface Denials {

  /** Never fails; the request is that of the current {@link Scope}. */
  void denied(Denial denial);
}
