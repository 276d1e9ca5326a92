package ecommerce.local.codepipeline;

/** Which run of which action. */
record RunKey(String pipeline, String execution, String stage, String run) {

  static RunKey of(Execution execution, String stage, ActionRun run) {
    return new RunKey(execution.pipeline(), execution.id(), stage, run.id());
  }
}
