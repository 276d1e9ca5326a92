package ecommerce.deploy;

/**
 * What became of one service in a course over several.
 *
 * @param <R> what a task gives that ends well
 */
public sealed interface Step<R> {

  /** The service. */
  String name();

  record Done<R>(String name, R result) implements Step<R> {}

  record Failed<R>(String name, RuntimeException reason) implements Step<R> {}

  /**
   * @param because the service whose failure came first
   */
  record NotBegun<R>(String name, String because) implements Step<R> {}
}
