package ecommerce.local;

import java.util.Map;
import java.util.Optional;

/** Publishes messages to SNS topics. */
public interface Topics {

  /**
   * Publishes one message, durable when this returns; checks that the caller may ({@code
   * sns:Publish}, by its role or the topic's policy).
   *
   * @param attributes string message attributes, by name
   */
  void publish(
      Identity caller,
      String topicArn,
      Optional<String> subject,
      String message,
      Map<String, String> attributes);
}
