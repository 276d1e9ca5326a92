package ecommerce.platform.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.edge.Edge;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.platform.adapters.DynamoRegistrations;
import ecommerce.platform.adapters.ManagedConnections;
import ecommerce.platform.model.Broadcast;
import ecommerce.platform.model.Moment;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Sends each event of the bus to the clients that registered for its source, a moment after it
 * happened. Frames have a function of their own: a registration never waits behind events.
 */
public final class ListenerEvents implements RequestStreamHandler {

  /**
   * A client registers and acts at once: its registration may still be on its way when the event is
   * here.
   */
  private static final Duration MOMENT = Duration.ofMillis(150);

  private final Edge edge;
  private final Broadcast broadcast;

  public ListenerEvents() {
    this(Settings.fromEnvironment());
  }

  private ListenerEvents(Settings settings) {
    this(
        new Edge(settings),
        new Broadcast(
            DynamoRegistrations.from(settings),
            ManagedConnections.from(settings),
            new Moment(MOMENT, InstantSource.system())));
  }

  ListenerEvents(Edge edge, Broadcast broadcast) {
    this.edge = edge;
    this.broadcast = broadcast;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.invoke(in, out, context, this::send);
  }

  private JsonNode send(JsonNode event, InvocationLog log) {
    String source = event.path("source").asText();
    log.put("source", source).put("event", event.path("detail-type").asText());
    Broadcast.Result result = broadcast.send(source, time(event), Json.write(event));
    log.put("sent", result.sent())
        .put("gone", result.gone())
        .put("failed", result.failures().size());
    result.failures().forEach(log::failed);
    return Json.object().put("sent", result.sent());
  }

  private static Instant time(JsonNode event) {
    return Instant.parse(event.path("time").asText());
  }
}
