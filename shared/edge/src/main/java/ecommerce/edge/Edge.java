package ecommerce.edge;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;

/**
 * The edge of a function: decodes what Lambda hands over, runs one use case, encodes its answer,
 * and writes the one log line, whatever happens. Exceptions are caught here and nowhere else.
 */
public final class Edge {

  /** A use case behind an API. */
  @FunctionalInterface
  public interface Endpoint {
    ApiAnswer answer(ApiRequest request, InvocationLog log);
  }

  /** A use case that an event of the bus starts. */
  @FunctionalInterface
  public interface Consumer {
    void accept(Event event, InvocationLog log);
  }

  private static final String REHEARSAL = "{\"httpMethod\": \"POST\", \"body\": \"{}\"}";

  private final Settings settings;

  public Edge(Settings settings) {
    this.settings = settings;
    Priming.attempt("traces", AwsClients.tracer(settings)::prime);
    Priming.attempt(
        "edge", () -> rehearse(REHEARSAL, (request, log) -> ApiAnswer.ok(Json.object())));
  }

  /**
   * Runs a use case while the function starts, so that its classes are there before the first
   * request. For one without effect only; what it logs is not written.
   */
  public void rehearse(String event, Endpoint endpoint) {
    InputStream in = new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
    try (InvocationLog log = InvocationLog.unread(settings)) {
      ApiAnswer answer = answer(in, endpoint, log.count("Rehearsal"));
      Json.write(answer.proxyResponse(), OutputStream.nullOutputStream());
    }
  }

  /**
   * Serves an API of the platform: a request without an IAM identity is 403, invalid input 400, a
   * fault of ours 500 with no word of its cause.
   */
  public void serve(InputStream in, OutputStream out, Context context, Endpoint endpoint) {
    serveOpen(
        in,
        out,
        context,
        (request, log) -> {
          if (request.caller().isEmpty()) {
            return ApiAnswer.error(403, "the request carries no IAM identity");
          }
          return endpoint.answer(request, log);
        });
  }

  /** Serves an API for anyone. */
  public void serveOpen(InputStream in, OutputStream out, Context context, Endpoint endpoint) {
    try (InvocationLog log = InvocationLog.start(settings, context)) {
      ApiAnswer answer = answer(in, endpoint, log);
      log.put("status", answer.status());
      Json.write(answer.proxyResponse(), out);
    }
  }

  private static ApiAnswer answer(InputStream in, Endpoint endpoint, InvocationLog log) {
    try {
      return endpoint.answer(ApiRequest.of(Json.read(in)), log);
    } catch (InvalidInput e) {
      log.put("refused", e.getMessage());
      return ApiAnswer.error(400, e.getMessage());
    } catch (RuntimeException e) {
      log.failed(e);
      return ApiAnswer.error(500, "Internal server error");
    }
  }

  /**
   * Consumes one event of the bus. What fails is thrown, so that Lambda retries and, in the end,
   * gives the event to the dead-letter queue.
   */
  public void consume(InputStream in, Context context, Consumer consumer) {
    try (InvocationLog log = InvocationLog.start(settings, context)) {
      try {
        Event event = Event.delivered(Json.read(in));
        log.put("event", event.type())
            .put("source", event.source())
            .put("resource", event.resource());
        Orders.of(event).ifPresent(log::order);
        consumer.accept(event, log);
      } catch (RuntimeException e) {
        log.failed(e);
        throw e;
      }
    }
  }

  /** Answers a direct invocation, JSON for JSON. What fails is thrown. */
  public void invoke(
      InputStream in,
      OutputStream out,
      Context context,
      BiFunction<JsonNode, InvocationLog, JsonNode> useCase) {
    try (InvocationLog log = InvocationLog.start(settings, context)) {
      try {
        JsonNode event = Json.read(in);
        Orders.named(event).ifPresent(log::order);
        Json.write(useCase.apply(event, log), out);
      } catch (RuntimeException e) {
        log.failed(e);
        throw e;
      }
    }
  }

  /**
   * Publishes the events that follow the changes of a table, and reports the records whose events
   * could not be made or published, so that only those are tried again. A record that cannot be
   * read ({@link InvalidInput}, an {@link IllegalArgumentException} or {@link ArithmeticException})
   * is counted and let pass: no retry would mend it.
   */
  public void follow(
      InputStream in, OutputStream out, Context context, TableEvents tableEvents, Events bus) {
    follow(in, out, context, (change, position) -> tableEvents.of(change), bus, ChangeMetrics.NONE);
  }

  /** The same, for whom it matters where in the stream a change is. */
  public void follow(
      InputStream in, OutputStream out, Context context, StreamEvents streamEvents, Events bus) {
    follow(in, out, context, streamEvents, bus, ChangeMetrics.NONE);
  }

  /** The same, where a change that was told is counted, too. */
  public void follow(
      InputStream in,
      OutputStream out,
      Context context,
      StreamEvents streamEvents,
      Events bus,
      ChangeMetrics counted) {
    try (InvocationLog log = InvocationLog.start(settings, context)) {
      try {
        ObjectNode report = new ChangeBatch(Json.read(in)).publish(streamEvents, bus, counted, log);
        Json.write(report, out);
      } catch (RuntimeException e) {
        log.failed(e);
        throw e;
      }
    }
  }
}
