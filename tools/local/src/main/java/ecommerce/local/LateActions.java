package ecommerce.local;

import java.util.Map;
import java.util.Optional;

/**
 * Topics and functions for a part that is built before them; works once it is told what they are.
 */
final class LateActions implements Topics, Invoker, InvokePermissions {

  private volatile Topics topics;
  private volatile Invoker functions;
  private volatile InvokePermissions permissions;

  <F extends Invoker & InvokePermissions> void are(Topics theTopics, F theFunctions) {
    this.topics = theTopics;
    this.functions = theFunctions;
    this.permissions = theFunctions;
  }

  @Override
  public void publish(
      Identity caller,
      String topicArn,
      Optional<String> subject,
      String message,
      Map<String, String> attributes) {
    topics.publish(caller, topicArn, subject, message, attributes);
  }

  @Override
  public Outcome invoke(Identity caller, String function, byte[] payload) {
    return functions.invoke(caller, function, payload);
  }

  @Override
  public void enqueue(Identity caller, String function, byte[] payload) {
    functions.enqueue(caller, function, payload);
  }

  @Override
  public void require(Identity caller, String function) {
    permissions.require(caller, function);
  }
}
