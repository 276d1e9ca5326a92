package ecommerce.edge.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Event;
import ecommerce.edge.InvalidInput;
import ecommerce.edge.Json;
import java.util.Optional;

/**
 * A message of a dead-letter queue. What EventBridge could not deliver is the event itself; what a
 * function failed on stands in the {@code requestPayload} of what Lambda sends to its failure
 * destination. Anything else holds no event, as the note about a batch of a stream, which names
 * only where the records were.
 *
 * @param receipt by which the message is removed
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html">EventBridge's
 *     dead letters</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">
 *     Lambda's destinations</a>
 */
public record DeadLetter(String receipt, String body) {

  /** The event as it was to be delivered; empty where this is none. */
  Optional<ObjectNode> event() {
    try {
      JsonNode message = Json.parse(body);
      JsonNode event = message.has("requestPayload") ? message.path("requestPayload") : message;
      Event.delivered(event);
      return Optional.of((ObjectNode) event);
    } catch (InvalidInput e) {
      return Optional.empty();
    }
  }
}
