package ecommerce.local.codepipeline;

/** Carries out one kind of action. */
@FunctionalInterface
interface Provider {

  /**
   * Runs an action to its end, or hands it to somebody who will say how it went. A run that was
   * begun before a restart goes on: what it had begun elsewhere is in {@link Work#external()}.
   *
   * @throws Work.Left where nobody waits for it any more
   */
  Outcome run(Work work);
}
