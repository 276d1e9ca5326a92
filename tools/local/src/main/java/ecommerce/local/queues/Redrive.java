package ecommerce.local.queues;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * Where messages go that were received too often.
 *
 * @param target the ARN of the dead-letter queue
 * @param most receives, 1 to 1000; the message moves on instead of being received once more
 */
record Redrive(String target, int most) {

  private static final Set<String> MEMBERS = Set.of("deadLetterTargetArn", "maxReceiveCount");

  /**
   * @throws ecommerce.local.wire.Fault naming what is wrong
   */
  static Redrive parse(String text) {
    JsonNode policy =
        Documents.object(text)
            .orElseThrow(() -> invalid(text, "Redrive policy is not a valid JSON map."));
    for (String member : MEMBERS) {
      if (policy.path(member).asText().isEmpty()) {
        throw invalid(text, "Redrive policy does not contain mandatory attribute: " + member + ".");
      }
    }
    policy
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!MEMBERS.contains(name)) {
                throw invalid(
                    text,
                    "Only following attributes are supported: [deadLetterTargetArn,"
                        + " maxReceiveCount].");
              }
            });
    String most = policy.path("maxReceiveCount").asText();
    if (!most.matches("\\d{1,4}") || Integer.parseInt(most) < 1 || Integer.parseInt(most) > 1000) {
      throw invalid(
          text,
          "Invalid value for maxReceiveCount: "
              + most
              + ", valid values are from 1 to 1000 both inclusive.");
    }
    return new Redrive(policy.path("deadLetterTargetArn").asText(), Integer.parseInt(most));
  }

  static RuntimeException invalid(String text, String reason) {
    return Refusals.parameter(text, "RedrivePolicy", reason);
  }
}
