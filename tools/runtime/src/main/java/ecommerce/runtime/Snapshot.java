package ecommerce.runtime;

import ecommerce.runtime.crac.CheckpointException;
import ecommerce.runtime.crac.Core;
import ecommerce.runtime.crac.RestoreException;
import java.io.IOException;
import java.util.Map;

/**
 * What SnapStart does between a function's initialisation and its first invocation: the hooks
 * before the snapshot, the wait for the restore, the hooks after it. No snapshot is taken here:
 * every process goes the whole way. A hook that throws is reported and ends the process.
 */
final class Snapshot {

  private static final int FAILED = 64;

  private Snapshot() {}

  static boolean wanted(Map<String, String> environment) {
    return "snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
  }

  static void takeAndRestore(RuntimeApi api, FunctionLogger logger) throws IOException {
    try {
      Core.getGlobalContext().beforeCheckpoint(null);
    } catch (CheckpointException e) {
      Throwable failure = cause(e);
      logger.log(ErrorReport.trace(failure));
      api.initError(ErrorReport.type(failure), ErrorReport.json(failure));
      System.exit(FAILED);
    }
    api.restoreNext();
    try {
      Core.getGlobalContext().afterRestore(null);
    } catch (RestoreException e) {
      Throwable failure = cause(e);
      logger.log(ErrorReport.trace(failure));
      api.restoreError(ErrorReport.type(failure), ErrorReport.json(failure));
      System.exit(FAILED);
    }
  }

  /** The one hook's own failure, or all of them. */
  private static Throwable cause(Exception failures) {
    return failures.getSuppressed().length == 1 ? failures.getSuppressed()[0] : failures;
  }
}
