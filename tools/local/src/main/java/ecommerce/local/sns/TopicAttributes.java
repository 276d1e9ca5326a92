package ecommerce.local.sns;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the attributes of topics may be, and how they are shown. */
final class TopicAttributes {

  static final Set<String> KNOWN =
      Set.of(
          "DisplayName",
          "Policy",
          "DeliveryPolicy",
          "KmsMasterKeyId",
          "SignatureVersion",
          "TracingConfig");

  private TopicAttributes() {}

  /**
   * @throws ecommerce.local.wire.Fault naming the attribute
   */
  static void check(String name, String value) {
    if (!KNOWN.contains(name)) {
      throw Refusals.notOffered("Attribute " + name);
    }
    if (value.isEmpty()) {
      return;
    }
    switch (name) {
      case "DisplayName" -> {
        if (value.length() > 100) {
          throw Refusals.invalid("DisplayName Reason: it is longer than 100 characters");
        }
      }
      case "Policy" -> TopicPolicy.check(value);
      case "DeliveryPolicy" -> DeliveryPolicy.checkTopic(value);
      case "SignatureVersion" -> oneOf(name, value, List.of("1", "2"));
      case "TracingConfig" -> oneOf(name, value, List.of("PassThrough", "Active"));
      default -> {
        // The name of a key may be anything: nothing is encrypted here.
      }
    }
  }

  private static void oneOf(String name, String value, List<String> allowed) {
    if (!allowed.contains(value)) {
      throw Refusals.invalid(name + " Reason: " + value + " is not one of " + allowed);
    }
  }

  static Map<String, String> shown(Topic topic, TopicSet topics, List<Subscription> of) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("TopicArn", topics.arn(topic.name()));
    all.put("Owner", topics.account().id());
    all.put("DisplayName", "");
    all.put("Policy", topics.policy(topic).toString());
    long pending = of.stream().filter(Subscription::pending).count();
    all.put("SubscriptionsPending", String.valueOf(pending));
    all.put("SubscriptionsConfirmed", String.valueOf(of.size() - pending));
    all.put("SubscriptionsDeleted", "0");
    all.putAll(topic.attributes());
    return all;
  }
}
