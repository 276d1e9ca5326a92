package ecommerce.suite.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** The event bus of the environment, for events that a test puts by hand. */
public final class Bus {

  private final EventBridgeClient client;
  private final String name;
  private final Optional<EventLog> log;

  Bus(EventBridgeClient client, String name, Optional<EventLog> log) {
    this.client = client;
    this.name = name;
    this.log = log;
  }

  /** Puts an event about a thing. */
  public void put(String source, String type, String id, JsonNode detail) {
    log.ifPresentOrElse(
        heard -> heard.putByHand(() -> send(source, type, id, detail)),
        () -> send(source, type, id, detail));
  }

  private String send(String source, String type, String id, JsonNode detail) {
    PutEventsResponse answer =
        client.putEvents(
            put ->
                put.entries(
                    entry ->
                        entry
                            .eventBusName(name)
                            .source(source)
                            .detailType(type)
                            .resources(id)
                            .detail(detail.toString())));
    assertThat(answer.failedEntryCount()).as("%s", answer).isZero();
    return answer.entries().getFirst().eventId();
  }
}
