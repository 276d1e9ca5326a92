package ecommerce.local;

import java.util.Map;

/** Sends messages to SQS queues. */
public interface Queues {

  /**
   * Sends one message; checks that the caller may ({@code sqs:SendMessage}, by its role or the
   * queue's policy).
   *
   * @param attributes string message attributes, by name
   */
  void send(Identity caller, String queueArn, String body, Map<String, String> attributes);
}
