package ecommerce.platform.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.edge.Edge;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.platform.adapters.DynamoRegistrations;
import ecommerce.platform.model.Frames;
import ecommerce.platform.model.Registrations;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Handles what the listener's clients send: connecting starts the process that the registration
 * then finds warm. Never fails: API Gateway would send the client an error frame.
 */
public final class ListenerFrames implements RequestStreamHandler {

  private final Edge edge;
  private final Frames frames;

  public ListenerFrames() {
    this(Settings.fromEnvironment());
  }

  private ListenerFrames(Settings settings) {
    this(new Edge(settings), DynamoRegistrations.from(settings));
  }

  ListenerFrames(Edge edge, Registrations registrations) {
    this.edge = edge;
    this.frames = new Frames(registrations);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    edge.invoke(in, out, context, this::handle);
  }

  private JsonNode handle(JsonNode input, InvocationLog log) {
    Frame frame = Frame.of(input);
    log.put("route", frame.route());
    try {
      frames.handle(frame.route(), frame.connectionId(), frame.serviceName());
    } catch (RuntimeException e) {
      log.failed(e);
    }
    return Json.object().put("statusCode", 200);
  }
}
