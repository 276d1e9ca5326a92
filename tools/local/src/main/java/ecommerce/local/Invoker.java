package ecommerce.local;

import java.util.Optional;

/** Runs Lambda functions. Both ways check that the caller may ({@code lambda:InvokeFunction}). */
public interface Invoker {

  /**
   * How an invocation ended.
   *
   * @param functionError {@code Handled} or {@code Unhandled}, where the function failed; the
   *     payload then describes the error
   * @param payload JSON
   * @param logTail the last 4 kB of its log
   */
  record Outcome(Optional<String> functionError, byte[] payload, String logTail) {}

  /**
   * Runs a function and waits for its answer.
   *
   * @param function name or ARN, with or without qualifier
   */
  Outcome invoke(Identity caller, String function, byte[] payload);

  /**
   * Accepts an event for a function: it is kept, run, retried and in the end given to the
   * function's destination or dead-letter queue, as its configuration says.
   */
  void enqueue(Identity caller, String function, byte[] payload);
}
