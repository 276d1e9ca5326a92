package ecommerce.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;

/**
 * The filter policy of a subscription, tried with AWS's own matcher.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html">
 *     filter policies</a>
 */
final class Filter {

  /** Whether a message passes, and the metric's name for why it does not. */
  enum Outcome {
    PASSES(""),
    NO_ATTRIBUTES("NoMessageAttributes"),
    ATTRIBUTES("MessageAttributes"),
    INVALID_ATTRIBUTES("InvalidAttributes"),
    BODY("MessageBody"),
    INVALID_BODY("InvalidMessageBody");

    private final String metric;

    Outcome(String metric) {
      this.metric = metric;
    }

    String metric() {
      return metric;
    }
  }

  private static final int MOST_KEYS = 5;
  private static final int MOST_COMBINATIONS = 150;

  private Filter() {}

  /**
   * @throws ecommerce.local.wire.Fault with the reason that the engine gives
   */
  static void check(String policy, String scope) {
    JsonNode tree = Documents.of("FilterPolicy:", policy);
    if (tree.isEmpty()) {
      return;
    }
    String refusal;
    try {
      refusal = JsonRuleCompiler.check(policy);
    } catch (RuntimeException e) {
      refusal = e.getMessage();
    }
    if (refusal != null) {
      throw Refusals.invalid("FilterPolicy: " + refusal);
    }
    if (!scope.equals("MessageBody")) {
      tree.properties().stream()
          .filter(key -> !key.getKey().equals("$or") && !key.getValue().isArray())
          .findFirst()
          .ifPresent(
              key -> {
                throw Refusals.invalid(
                    "FilterPolicy: Filter policy scope MessageAttributes does not support nested"
                        + " filter policy: \""
                        + key.getKey()
                        + "\"");
              });
    }
    int[] size = {0, 1};
    measure(tree, size);
    if (size[0] > MOST_KEYS) {
      throw Refusals.invalid("FilterPolicy: it has more than " + MOST_KEYS + " keys");
    }
    if (size[1] > MOST_COMBINATIONS) {
      throw Refusals.invalid(
          "FilterPolicy: it has more than " + MOST_COMBINATIONS + " combinations of values");
    }
  }

  private static void measure(JsonNode tree, int[] size) {
    tree.properties()
        .forEach(
            key -> {
              JsonNode value = key.getValue();
              if (key.getKey().equals("$or") && value.isArray()) {
                value.forEach(each -> measure(each, size));
              } else if (value.isArray()) {
                size[0]++;
                size[1] *= Math.max(1, value.size());
              } else {
                measure(value, size);
              }
            });
  }

  static Outcome of(Subscription subscription, Notification notification) {
    String policy = subscription.attributes().getOrDefault("FilterPolicy", "{}");
    if (Documents.known(policy).isEmpty()) {
      return Outcome.PASSES;
    }
    if (subscription.attributes().getOrDefault("FilterPolicyScope", "").equals("MessageBody")) {
      return Documents.object(notification.messageFor(subscription.protocol()))
          .map(body -> matches(policy, body) ? Outcome.PASSES : Outcome.BODY)
          .orElse(Outcome.INVALID_BODY);
    }
    ObjectNode attributes;
    try {
      attributes = attributes(notification);
    } catch (IOException | NumberFormatException e) {
      return Outcome.INVALID_ATTRIBUTES;
    }
    if (matches(policy, attributes)) {
      return Outcome.PASSES;
    }
    return notification.attributes().isEmpty() ? Outcome.NO_ATTRIBUTES : Outcome.ATTRIBUTES;
  }

  /** Binary attributes are passed over, as SNS does. */
  private static ObjectNode attributes(Notification notification) throws IOException {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    for (var entry : notification.attributes().entrySet()) {
      Attribute attribute = entry.getValue();
      if (attribute.number()) {
        values.put(entry.getKey(), new BigDecimal(attribute.value()));
      } else if (attribute.type().equals("String.Array")) {
        values.set(entry.getKey(), Documents.list(attribute.value()));
      } else if (!attribute.binary()) {
        values.put(entry.getKey(), attribute.value());
      }
    }
    return values;
  }

  private static boolean matches(String policy, JsonNode event) {
    try {
      Machine machine = Machine.builder().build();
      machine.addRule("policy", policy);
      return !machine.rulesForJSONEvent(event.toString()).isEmpty();
    } catch (Exception e) {
      throw new IllegalStateException("a checked filter policy failed: " + policy, e);
    }
  }
}
