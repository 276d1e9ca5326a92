package ecommerce.local;

import java.util.Map;
import java.util.Optional;

/**
 * Topics and functions for a part that is built before them; works once it is told what they are.
 */
final class LateActions implements Topics, Invoker {

  private volatile Topics topics;
  private volatile Invoker functions;

  void are(Topics theTopics, Invoker theFunctions) {
    this.topics = theTopics;
    this.functions = theFunctions;
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
}
