package ecommerce.deploy.stacks;

/** How a deployment of a stack went well. */
public sealed interface StackOutcome {

  String stack();

  /** It was what is wanted already. */
  record Unchanged(String stack) implements StackOutcome {}

  /**
   * @param resources how many were made
   */
  record Created(String stack, int resources) implements StackOutcome {}

  /**
   * @param resources how many were made, changed or removed
   */
  record Updated(String stack, int resources) implements StackOutcome {}
}
