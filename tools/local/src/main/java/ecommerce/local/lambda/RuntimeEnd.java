package ecommerce.local.lambda;

import java.util.Optional;

/** An execution environment as its runtime sees it, through the Runtime API. */
interface RuntimeEnd {

  /**
   * Waits for the next invocation; empty where there will be none. The first call says that the
   * function is initialised.
   */
  Optional<Work> next() throws InterruptedException;

  void ended(String requestId, Result result);

  void initFailed(byte[] error);
}
