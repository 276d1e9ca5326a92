package ecommerce.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.wire.Fault;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternRequest;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternResponse;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;

/** Checks patterns, and tries one against an event. */
final class EventPattern {

  private static final int LONGEST = 4096;
  private static final List<String> MANDATORY =
      List.of("id", "account", "source", "time", "region", "resources", "detail-type");

  private EventPattern() {}

  /**
   * @throws InvalidEventPatternException with the reason that EventBridge's engine gives
   */
  static void check(String pattern) {
    if (pattern.length() > LONGEST) {
      throw invalid("The pattern is longer than " + LONGEST + " characters");
    }
    String refusal = JsonRuleCompiler.check(pattern);
    if (refusal != null) {
      throw invalid(refusal);
    }
    try {
      Json.read(pattern);
    } catch (JsonProcessingException e) {
      throw invalid(e.getMessage());
    }
  }

  private static InvalidEventPatternException invalid(String reason) {
    return InvalidEventPatternException.builder()
        .message("Event pattern is not valid. Reason: " + reason)
        .statusCode(400)
        .build();
  }

  static TestEventPatternResponse test(TestEventPatternRequest request) {
    check(request.eventPattern());
    JsonNode event;
    try {
      event = Json.read(request.event());
    } catch (JsonProcessingException e) {
      throw Fault.validation("Parameter Event is not valid. Reason: " + e.getMessage());
    }
    if (!event.isObject()) {
      throw Fault.validation("Parameter Event is not valid. Reason: Event is not a JSON object.");
    }
    List<String> missing = MANDATORY.stream().filter(field -> !event.has(field)).toList();
    if (!missing.isEmpty()) {
      throw Fault.validation(
          "Parameter Event is not valid. Reason: mandatory field(s) missing: "
              + String.join(", ", missing)
              + ".");
    }
    Stream.of("id", "account", "source", "time", "region", "detail-type")
        .filter(field -> !event.get(field).isTextual())
        .findFirst()
        .ifPresent(
            field -> {
              throw Fault.validation(
                  "Parameter Event is not valid. Reason: " + field + " is not a string.");
            });
    return TestEventPatternResponse.builder()
        .result(matches(request.eventPattern(), request.event()))
        .build();
  }

  private static boolean matches(String pattern, String event) {
    try {
      Machine machine = Machine.builder().build();
      machine.addRule("pattern", pattern);
      return !machine.rulesForJSONEvent(event).isEmpty();
    } catch (Exception e) {
      throw new IllegalStateException("a checked pattern failed on a checked event", e);
    }
  }
}
