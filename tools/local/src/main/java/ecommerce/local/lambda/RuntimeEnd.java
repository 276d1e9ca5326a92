package ecommerce.local.lambda;

import ecommerce.local.Roles;
import java.util.Optional;

/** An execution environment as its runtime sees it, through the Runtime API. */
interface RuntimeEnd {

  /**
   * Waits for the next invocation; empty where there will be none. The first call says that the
   * function is initialised.
   */
  Optional<Work> next() throws InterruptedException;

  void ended(String requestId, Result result);

  /** The function is ready for its snapshot; it is restored at once. */
  void restoring();

  /** The function could not be loaded, or a hook of SnapStart failed. */
  void initFailed(byte[] error);

  /** Credentials of the function's role; empty for a wrong token. */
  Optional<Roles.Credentials> credentials(String token);
}
