package ecommerce.edge.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Event;
import ecommerce.edge.Events;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Json;
import ecommerce.edge.Outage;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Answers inquiries: events by which another service says that it waits for too long
 * (docs/contract.md, "Stuck orders"). The answer is what was said of the order before, said again
 * from the table as it is now; nothing where there is nothing to say yet.
 */
public final class Retelling {

  /** The detail-types of inquiries. */
  public static final Set<String> INQUIRIES = Set.of("OrderStuck", "PaymentStuck");

  private final Function<String, List<Event>> said;
  private final Events bus;

  /**
   * @param said what can be said of the order with an id
   */
  public Retelling(Function<String, List<Event>> said, Events bus) {
    this.said = said;
    this.bus = bus;
  }

  /** Whether this is an inquiry, as EventBridge delivers it. */
  public static boolean isInquiry(JsonNode event) {
    return INQUIRIES.contains(event.path("detail-type").asText());
  }

  /**
   * Answers an inquiry.
   *
   * @return how many events were {@code told} again
   * @throws Outage where the bus does not take them
   */
  public ObjectNode answer(JsonNode inquiry, InvocationLog log) {
    Event event = Event.delivered(inquiry);
    String orderId = event.fields().text("orderId");
    log.put("event", event.type()).put("source", event.source()).put("resource", orderId);
    List<Event> again = said.apply(orderId);
    if (!bus.publish(again).isEmpty()) {
      throw new Outage("the event bus did not take what was to be said again");
    }
    if (!again.isEmpty()) {
      log.count("EventsRetold", again.size());
    }
    return Json.object().put("told", again.size());
  }
}
