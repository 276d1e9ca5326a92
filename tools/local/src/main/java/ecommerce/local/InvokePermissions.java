package ecommerce.local;

/** Says who may invoke which Lambda function ({@code lambda:InvokeFunction}), without doing so. */
public interface InvokePermissions {

  /**
   * Refuses, as {@link Invoker#enqueue} would, where there is no such function or where the caller
   * may not invoke it.
   *
   * @param function name or ARN, with or without qualifier
   */
  void require(Identity caller, String function);
}
