package ecommerce.edge;

/**
 * What a change of a table counts as, beyond the events that follow it. It is asked once for each
 * change whose events were published, never for one that is tried again.
 */
@FunctionalInterface
public interface ChangeMetrics {

  /** Nothing beyond the events. */
  ChangeMetrics NONE = (change, log) -> {};

  void count(Change change, InvocationLog log);
}
