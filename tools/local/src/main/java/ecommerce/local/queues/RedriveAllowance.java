package ecommerce.local.queues;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * Which queues may name a queue as their dead-letter queue.
 *
 * @param permission {@code allowAll}, {@code denyAll} or {@code byQueue}
 * @param sources ARNs, one to ten with {@code byQueue}
 */
record RedriveAllowance(String permission, Set<String> sources) {

  static final RedriveAllowance ALL = new RedriveAllowance("allowAll", Set.of());

  RedriveAllowance {
    sources = Set.copyOf(sources);
  }

  /**
   * @throws ecommerce.local.wire.Fault naming what is wrong
   */
  static RedriveAllowance parse(String text) {
    JsonNode policy =
        Documents.object(text).orElseThrow(() -> invalid(text, "It is not a valid JSON map."));
    String permission = policy.path("redrivePermission").asText();
    if (!Set.of("allowAll", "denyAll", "byQueue").contains(permission)) {
      throw invalid(text, "redrivePermission must be one of allowAll, denyAll, byQueue.");
    }
    Set<String> sources = new HashSet<>();
    policy.path("sourceQueueArns").forEach(arn -> sources.add(arn.asText()));
    if (permission.equals("byQueue") != policy.has("sourceQueueArns")
        || permission.equals("byQueue") && sources.isEmpty()) {
      throw invalid(
          text, "sourceQueueArns is needed with the redrivePermission byQueue, and only with it.");
    }
    if (sources.size() > 10) {
      throw invalid(text, "sourceQueueArns can have at most 10 queues.");
    }
    return new RedriveAllowance(permission, sources);
  }

  boolean allows(String sourceArn) {
    return permission.equals("allowAll")
        || permission.equals("byQueue") && sources.contains(sourceArn);
  }

  private static RuntimeException invalid(String text, String reason) {
    return Refusals.parameter(text, "RedriveAllowPolicy", reason);
  }
}
