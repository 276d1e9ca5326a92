package ecommerce.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The delivery policies of topics and of their HTTP subscriptions. Throttling is refused. */
final class DeliveryPolicy {

  private DeliveryPolicy() {}

  /**
   * @throws ecommerce.local.wire.Fault naming what is wrong
   */
  static void checkTopic(String text) {
    JsonNode policy = Documents.of("DeliveryPolicy", text);
    only(policy, "http", "");
    JsonNode http = policy.path("http");
    only(http, "defaultHealthyRetryPolicy disableSubscriptionOverrides", "http.");
    RetryPlan.check(http.path("defaultHealthyRetryPolicy"), "http.defaultHealthyRetryPolicy.");
  }

  /**
   * @throws ecommerce.local.wire.Fault naming what is wrong
   */
  static void checkSubscription(String text) {
    JsonNode policy = Documents.of("DeliveryPolicy", text);
    only(policy, "healthyRetryPolicy requestPolicy", "");
    only(policy.path("requestPolicy"), "headerContentType", "requestPolicy.");
    RetryPlan.check(policy.path("healthyRetryPolicy"), "healthyRetryPolicy.");
  }

  /** Null and empty members say nothing, as {@code throttlePolicy} mostly does. */
  private static void only(JsonNode object, String names, String path) {
    object
        .properties()
        .forEach(
            member -> {
              boolean known = (" " + names + " ").contains(" " + member.getKey() + " ");
              if (!known
                  && !(member.getValue().isNull()
                      || member.getValue().isObject() && member.getValue().isEmpty())) {
                throw Refusals.notOffered("DeliveryPolicy: " + path + member.getKey());
              }
            });
  }

  static Optional<String> contentType(Subscription subscription) {
    return Optional.ofNullable(subscription.attributes().get("DeliveryPolicy"))
        .map(Documents::known)
        .map(policy -> policy.path("requestPolicy").path("headerContentType").asText(""))
        .filter(type -> !type.isEmpty());
  }
}
