package ecommerce.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import ecommerce.local.Invoker;
import ecommerce.local.Invoker.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;

/**
 * Where the end of an asynchronous invocation is told: the on-success or on-failure destination,
 * the dead-letter queue.
 */
final class EventResults {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_ERROR = 1024;

  private final Destinations destinations;
  private final Invoker invoker;

  EventResults(Destinations destinations, Invoker invoker) {
    this.destinations = destinations;
    this.invoker = invoker;
  }

  /**
   * @param condition {@code Success}, {@code RetriesExhausted} or {@code EventAgeExceeded}
   */
  record Finished(QueuedEvent event, String condition, Optional<Outcome> outcome, Instant time) {
    boolean success() {
      return condition.equals("Success");
    }
  }

  void deliver(Finished end, Function function, Optional<FunctionEventInvokeConfig> config) {
    Optional<DestinationConfig> wanted = config.map(FunctionEventInvokeConfig::destinationConfig);
    Optional<String> destination =
        end.success()
            ? wanted.map(DestinationConfig::onSuccess).map(to -> to.destination())
            : wanted.map(DestinationConfig::onFailure).map(to -> to.destination());
    RuntimeException failure = null;
    try {
      destination.ifPresent(
          arn -> destinations.send(function, arn, record(end, function), end.success(), invoker));
    } catch (RuntimeException e) {
      failure = e; // The dead-letter queue gets its message all the same.
    }
    if (!end.success() && function.configuration().deadLetterConfig() != null) {
      String queue = function.configuration().deadLetterConfig().targetArn();
      if (queue != null && !queue.isEmpty()) {
        destinations.deadLetter(function, queue, end.event().payload(), attributes(end));
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static Map<String, String> attributes(Finished end) {
    Map<String, String> attributes = new HashMap<>();
    attributes.put("RequestID", end.event().id());
    attributes.put("ErrorCode", "200");
    String error =
        end.outcome()
            .map(o -> json(o.payload()).path("errorMessage").asText(""))
            .orElse(end.condition());
    String text = error.isEmpty() ? end.condition() : error;
    attributes.put("ErrorMessage", text.substring(0, Math.min(text.length(), LONGEST_ERROR)));
    return attributes;
  }

  private static ObjectNode record(Finished end, Function function) {
    ObjectNode record =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", "1.0")
            .put("timestamp", end.time().toString());
    record
        .putObject("requestContext")
        .put("requestId", end.event().id())
        .put("functionArn", end.event().qualifiedArn(function))
        .put("condition", end.condition())
        .put("approximateInvokeCount", end.event().attempts() + (end.success() ? 1 : 0));
    record.set("requestPayload", json(end.event().payload().getBytes(StandardCharsets.UTF_8)));
    end.outcome()
        .ifPresent(
            outcome -> {
              ObjectNode context =
                  record
                      .putObject("responseContext")
                      .put("statusCode", 200)
                      .put("executedVersion", function.version());
              outcome.functionError().ifPresent(error -> context.put("functionError", error));
              record.set("responsePayload", json(outcome.payload()));
            });
    return record;
  }

  private static JsonNode json(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }
}
