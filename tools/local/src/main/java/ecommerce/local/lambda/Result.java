package ecommerce.local.lambda;

/** How one invocation ended in its execution environment. */
sealed interface Result {

  /** The handler returned. */
  record Answered(byte[] payload) implements Result {}

  /**
   * The handler threw, or could not be loaded; the payload says what, as the runtime reported it.
   */
  record Failed(byte[] payload) implements Result {}

  /** The process ended. */
  record Exited(int status) implements Result {}

  /** It took longer than the function's timeout. */
  record TimedOut() implements Result {}

  /** The answer is larger than Lambda takes. */
  record TooLarge(long size) implements Result {}
}
