package ecommerce.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import ecommerce.local.wire.Fault;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills an input template. A placeholder outside of quotes becomes JSON (a string with its quotes);
 * inside of quotes its text, escaped. A variable whose path is not in the event is null, or empty
 * inside of quotes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html">AWS</a>
 */
final class InputTemplate {

  private static final Pattern TOKEN =
      Pattern.compile("\\\\.|\"|<([A-Za-z0-9_.-]+)>", Pattern.DOTALL);
  private static final Set<String> PREDEFINED =
      Set.of(
          "aws.events.rule-arn",
          "aws.events.rule-name",
          "aws.events.event.ingestion-time",
          "aws.events.event",
          "aws.events.event.json");

  private InputTemplate() {}

  /** Refuses a template that cannot become JSON. */
  static void check(RuleTarget.Transformer transformer, String ofTarget) {
    String template = Optional.ofNullable(transformer.template()).orElse("");
    if (template.isBlank() || template.length() > 8192) {
      throw Fault.validation("InputTemplate" + ofTarget + " must have length between 1 and 8192.");
    }
    String example =
        fill(
            template,
            name ->
                transformer.paths().containsKey(name) || PREDEFINED.contains(name)
                    ? Optional.of(TextNode.valueOf("x"))
                    : Optional.empty());
    try (MappingIterator<JsonNode> values =
        Json.MAPPER.readerFor(JsonNode.class).readValues(example)) {
      while (values.hasNextValue()) {
        values.nextValue();
      }
    } catch (JsonProcessingException e) {
      throw Fault.validation("Invalid InputTemplate" + ofTarget + " : " + e.getMessage());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static String apply(
      RuleTarget.Transformer transformer, JsonNode event, Delivery delivery, String ingestionTime) {
    Map<String, JsonNode> values = new HashMap<>();
    transformer
        .paths()
        .forEach(
            (name, path) ->
                values.put(
                    name,
                    EventPath.parse(path)
                        .flatMap(p -> p.in(event))
                        .orElse(Json.MAPPER.nullNode())));
    values.put("aws.events.rule-arn", TextNode.valueOf(delivery.ruleArn()));
    values.put("aws.events.rule-name", TextNode.valueOf(delivery.ruleName()));
    values.put("aws.events.event.ingestion-time", TextNode.valueOf(ingestionTime));
    values.put("aws.events.event.json", event);
    values.put("aws.events.event", ((ObjectNode) event.deepCopy()).without("detail"));
    return fill(transformer.template(), name -> Optional.ofNullable(values.get(name)));
  }

  private static String fill(String template, Function<String, Optional<JsonNode>> values) {
    StringBuilder filled = new StringBuilder();
    Matcher token = TOKEN.matcher(template);
    boolean quoted = false;
    int from = 0;
    while (token.find()) {
      filled.append(template, from, token.start());
      from = token.end();
      Optional<JsonNode> value =
          token.group(1) == null ? Optional.empty() : values.apply(token.group(1));
      boolean inside = quoted;
      filled.append(value.map(v -> inside ? escaped(v) : v.toString()).orElse(token.group()));
      quoted = token.group().equals("\"") != quoted;
    }
    return filled.append(template, from, template.length()).toString();
  }

  private static String escaped(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    String literal =
        TextNode.valueOf(value.isTextual() ? value.textValue() : value.toString()).toString();
    return literal.substring(1, literal.length() - 1);
  }
}
