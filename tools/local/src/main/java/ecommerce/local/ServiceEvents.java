package ecommerce.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Takes the events that AWS services themselves send to the account's default event bus. */
@FunctionalInterface
public interface ServiceEvents {

  /**
   * Publishes an event; durable when this returns.
   *
   * @param source e.g. {@code aws.cloudwatch}
   * @param detail an object
   */
  void publish(String source, String detailType, List<String> resources, JsonNode detail);
}
