package ecommerce.platform.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Edge;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.platform.adapters.DynamoRegistrations;
import ecommerce.platform.adapters.ManagedConnections;
import ecommerce.platform.model.Broadcast;
import ecommerce.platform.model.Connections;
import ecommerce.platform.model.Frames;
import ecommerce.platform.model.Registrations;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The WebSocket listener: handles the frames of its clients and sends them the events of the bus. Both are one function, so
 * that connecting warms up what the first registration and the first event need. Frames never fail: API Gateway would send the
 * client an error frame.
 */
public final class Listener implements RequestStreamHandler {

  private final Edge edge;
  private final Frames frames;
  private final Broadcast broadcast;

  public Listener() {
    this(Settings.fromEnvironment());
  }

  private Listener(Settings settings) {
    this(new Edge(settings), DynamoRegistrations.from(settings), ManagedConnections.from(settings));
  }

  Listener(Edge edge, Registrations registrations, Connections connections) {
    this.edge = edge;
    this.frames = new Frames(registrations);
    this.broadcast = new Broadcast(registrations, connections);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.invoke(in, out, context, (input, log) -> input.has("requestContext") ? frame(input, log) : event(input, log));
  }

  private JsonNode frame(JsonNode input, InvocationLog log) {
    Frame frame = Frame.of(input);
    log.put("route", frame.route());
    try {
      frames.handle(frame.route(), frame.connectionId(), frame.serviceName());
    } catch (RuntimeException e) {
      log.failed(e);
    }
    return Json.object().put("statusCode", 200);
  }

  private JsonNode event(JsonNode input, InvocationLog log) {
    String source = input.path("source").asText();
    Broadcast.Result result = broadcast.send(source, Json.write(input));
    log.put("source", source).put("event", input.path("detail-type").asText());
    log.put("sent", result.sent()).put("gone", result.gone()).put("failed", result.failures().size());
    result.failures().forEach(log::failed);
    ObjectNode answer = Json.object();
    return answer.put("sent", result.sent());
  }
}
