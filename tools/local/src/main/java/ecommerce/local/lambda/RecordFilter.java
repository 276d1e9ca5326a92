package ecommerce.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.event.ruler.Machine;

/**
 * The filter criteria of an event source mapping: a record passes where any of the patterns matches
 * it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html">Event
 *     filtering</a>
 */
final class RecordFilter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Pattern> patterns;

  private record Pattern(Machine machine, boolean any, boolean jsonBody) {}

  private RecordFilter(List<Pattern> patterns) {
    this.patterns = patterns;
  }

  /**
   * @throws software.amazon.awssdk.services.lambda.model.InvalidParameterValueException where one
   *     is no pattern
   */
  static RecordFilter of(List<String> texts) {
    List<Pattern> patterns = new ArrayList<>();
    for (String text : texts) {
      patterns.add(pattern(text));
    }
    return new RecordFilter(patterns);
  }

  private static Pattern pattern(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      if (!json.isObject()) {
        throw invalid(text, "it must be a JSON object");
      }
      Machine machine = new Machine();
      if (!json.isEmpty()) {
        machine.addRule("pattern", text);
      }
      return new Pattern(machine, json.isEmpty(), json.path("body").isObject());
    } catch (IOException e) {
      throw invalid(
          text,
          e instanceof JsonProcessingException syntax
              ? syntax.getOriginalMessage()
              : e.getMessage());
    }
  }

  private static RuntimeException invalid(String pattern, String why) {
    return FunctionChecks.invalid(
        "Invalid filter pattern definition. (" + why + ": " + pattern + ")");
  }

  boolean passes(ObjectNode record) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, record));
  }

  private static boolean matches(Pattern pattern, ObjectNode record) {
    if (pattern.any()) {
      return true;
    }
    try {
      String event = pattern.jsonBody() ? withJsonBody(record) : record.toString();
      return !pattern.machine().rulesForJSONEvent(event).isEmpty();
    } catch (Exception e) {
      return false; // A body that is not the JSON that the pattern speaks of.
    }
  }

  /** A queue's message whose body the pattern looks into. */
  private static String withJsonBody(ObjectNode record) throws JsonProcessingException {
    ObjectNode copy = record.deepCopy();
    copy.set("body", JSON.readTree(record.path("body").asText()));
    return copy.toString();
  }
}
