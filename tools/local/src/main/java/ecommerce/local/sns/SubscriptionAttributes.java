package ecommerce.local.sns;

import ecommerce.local.Account;
import java.util.Map;
import java.util.Set;

/** What the attributes of subscriptions may be. */
final class SubscriptionAttributes {

  private static final Set<String> KNOWN =
      Set.of(
          "RawMessageDelivery",
          "FilterPolicy",
          "FilterPolicyScope",
          "RedrivePolicy",
          "DeliveryPolicy");

  private SubscriptionAttributes() {}

  /**
   * @param all what it has with these
   * @throws ecommerce.local.wire.Fault naming the attribute
   */
  static void check(Protocol protocol, Map<String, String> given, Map<String, String> all) {
    given.forEach((name, value) -> check(protocol, name, value, all));
  }

  private static void check(Protocol protocol, String name, String value, Map<String, String> all) {
    if (!KNOWN.contains(name)) {
      throw Refusals.notOffered("Attribute " + name);
    }
    if (value.isEmpty()) {
      return;
    }
    switch (name) {
      case "RawMessageDelivery" -> raw(protocol, value);
      case "FilterPolicy" ->
          Filter.check(value, all.getOrDefault("FilterPolicyScope", "MessageAttributes"));
      case "FilterPolicyScope" -> scope(value, all);
      case "RedrivePolicy" -> redrive(value);
      case "DeliveryPolicy" -> delivery(protocol, value);
      default -> throw new IllegalStateException(name);
    }
  }

  private static void raw(Protocol protocol, String value) {
    if (!value.equals("true") && !value.equals("false")) {
      throw Refusals.invalid(
          "Attributes Reason: RawMessageDelivery: Invalid value [" + value + "]");
    }
    if (value.equals("true") && !protocol.raw()) {
      throw Refusals.invalid(
          "Attributes Reason: Delivery protocol ["
              + protocol.wire()
              + "] does not support raw message delivery.");
    }
  }

  private static void scope(String value, Map<String, String> all) {
    if (!value.equals("MessageAttributes") && !value.equals("MessageBody")) {
      throw Refusals.invalid("FilterPolicyScope: Invalid value [" + value + "]");
    }
    String policy = all.getOrDefault("FilterPolicy", "");
    if (!policy.isEmpty()) {
      Filter.check(policy, value);
    }
  }

  private static void redrive(String value) {
    String queue = Documents.of("RedrivePolicy:", value).path("deadLetterTargetArn").asText();
    if (!isQueue(queue)) {
      throw Refusals.invalid(
          "RedrivePolicy: deadLetterTargetArn is not the ARN of a standard SQS queue: " + queue);
    }
  }

  static boolean isQueue(String arn) {
    return arn.matches("arn:" + Account.PARTITION + ":sqs:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]+");
  }

  private static void delivery(Protocol protocol, String value) {
    if (!protocol.web()) {
      throw Refusals.invalid("Delivery protocol [" + protocol.wire() + "] has no DeliveryPolicy");
    }
    DeliveryPolicy.checkSubscription(value);
  }

  static void checkEndpoint(Protocol protocol, String endpoint) {
    boolean fits =
        switch (protocol) {
          case SQS -> isQueue(endpoint);
          case LAMBDA ->
              endpoint.matches(
                  "arn:aws:lambda:[a-z0-9-]+:\\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?");
          case HTTP, HTTPS -> endpoint.matches(protocol.wire() + "://[^\\s/]+(/\\S*)?");
          case EMAIL, EMAIL_JSON -> endpoint.matches("[^@\\s]+@[^@\\s]+");
        };
    if (!fits) {
      throw Refusals.invalid(
          "Endpoint Reason: " + endpoint + " is no endpoint of the protocol " + protocol.wire());
    }
  }
}
