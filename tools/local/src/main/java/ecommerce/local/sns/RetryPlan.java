package ecommerce.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How often, and after which waits, a message is tried again: at once, then at the shortest wait,
 * then at waits that grow, then at the longest. Between the shortest and the longest, the curve of
 * {@code backoffFunction} is followed closely, not to the second.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">
 *     delivery retries</a>
 */
record RetryPlan(
    int atOnce, int soon, int growing, int late, Duration shortest, Duration longest, double bend) {

  /** What SNS does for functions and queues, and no policy changes. */
  static final RetryPlan FOR_AWS =
      new RetryPlan(3, 2, 10, 100_000, Duration.ofSeconds(1), Duration.ofSeconds(20), 2);

  private static final List<String> COUNTS =
      List.of("numNoDelayRetries", "numMinDelayRetries", "numMaxDelayRetries");

  /** How long to wait before a retry, the first being 1; empty where there is none. */
  Optional<Duration> before(int retry) {
    int left = retry - atOnce;
    if (left <= 0) {
      return Optional.of(Duration.ZERO);
    }
    if (left <= soon) {
      return Optional.of(shortest);
    }
    left -= soon;
    if (left <= growing) {
      double part = Math.pow(left / (double) growing, bend);
      long more = Math.round((longest.toMillis() - shortest.toMillis()) * part);
      return Optional.of(shortest.plusMillis(more));
    }
    return left - growing <= late ? Optional.of(longest) : Optional.empty();
  }

  /**
   * For an HTTP endpoint: by the subscription's policy, unless the topic's forbids it, else by the
   * topic's, else three retries after 20 seconds each.
   */
  static RetryPlan of(Optional<String> ofTopic, Optional<String> ofSubscription) {
    JsonNode topic =
        ofTopic.map(Documents::known).orElse(JsonNodeFactory.instance.objectNode()).path("http");
    JsonNode policy =
        ofSubscription
            .filter(any -> !topic.path("disableSubscriptionOverrides").asBoolean())
            .map(Documents::known)
            .map(known -> known.path("healthyRetryPolicy"))
            .filter(JsonNode::isObject)
            .orElse(topic.path("defaultHealthyRetryPolicy"));
    return of(policy);
  }

  private static RetryPlan of(JsonNode policy) {
    int retries = policy.path("numRetries").asInt(3);
    int atOnce = policy.path("numNoDelayRetries").asInt(0);
    int soon = policy.path("numMinDelayRetries").asInt(0);
    int late = policy.path("numMaxDelayRetries").asInt(0);
    double bend =
        switch (policy.path("backoffFunction").asText("linear")) {
          case "arithmetic" -> 1.5;
          case "geometric" -> 2;
          case "exponential" -> 3;
          default -> 1;
        };
    return new RetryPlan(
        atOnce,
        soon,
        retries - atOnce - soon - late,
        late,
        Duration.ofSeconds(policy.path("minDelayTarget").asInt(20)),
        Duration.ofSeconds(policy.path("maxDelayTarget").asInt(20)),
        bend);
  }

  /**
   * @param path of a {@code DeliveryPolicy}'s retry policy, in refusals
   * @throws ecommerce.local.wire.Fault where it is not as it may be
   */
  static void check(JsonNode policy, String path) {
    policy
        .properties()
        .forEach(
            member -> {
              switch (member.getKey()) {
                case "numRetries" -> range(policy, path, member.getKey(), 0, 100);
                case "minDelayTarget", "maxDelayTarget" ->
                    range(policy, path, member.getKey(), 1, 3600);
                case "numNoDelayRetries", "numMinDelayRetries", "numMaxDelayRetries" ->
                    range(policy, path, member.getKey(), 0, 100);
                case "backoffFunction" -> curve(member.getValue().asText(), path);
                default -> throw Refusals.notOffered("DeliveryPolicy: " + path + member.getKey());
              }
            });
    int parts = COUNTS.stream().mapToInt(name -> policy.path(name).asInt(0)).sum();
    if (parts > policy.path("numRetries").asInt(3)) {
      throw Refusals.invalid("DeliveryPolicy: " + path + "numRetries is less than its parts");
    }
    if (policy.path("minDelayTarget").asInt(20) > policy.path("maxDelayTarget").asInt(20)) {
      throw Refusals.invalid(
          "DeliveryPolicy: " + path + "maxDelayTarget is less than minDelayTarget");
    }
  }

  private static void curve(String name, String path) {
    if (!List.of("linear", "arithmetic", "geometric", "exponential").contains(name)) {
      throw Refusals.invalid("DeliveryPolicy: " + path + "backoffFunction " + name);
    }
  }

  private static void range(JsonNode policy, String path, String name, int from, int to) {
    JsonNode value = policy.path(name);
    if (!value.isInt() || value.asInt() < from || value.asInt() > to) {
      throw Refusals.invalid(
          "DeliveryPolicy: " + path + name + " must be between " + from + " and " + to);
    }
  }
}
