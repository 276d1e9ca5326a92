package ecommerce.local.codepipeline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Waits for a person: seven days, unless the action says otherwise. Who is to be asked is told
 * through a topic.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals-json-format.html">JSON
 *     data format for manual approval notifications</a>
 */
final class ManualApproval implements Provider {

  private static final Duration LONGEST = Duration.ofDays(7);

  @Override
  public Outcome run(Work work) {
    String token = UUID.randomUUID().toString();
    Duration longest =
        Optional.ofNullable(work.action().timeoutInMinutes())
            .map(Duration::ofMinutes)
            .orElse(LONGEST);
    Instant expires = work.timers().instant().plus(longest);
    work.text("NotificationArn").ifPresent(topic -> notify(work, topic, token, expires));
    return new Outcome.Awaited(expires, Optional.of(token));
  }

  private static void notify(Work work, String topic, String token, Instant expires) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("region", topic.split(":")[3]);
    ObjectNode approval =
        message
            .putObject("approval")
            .put("pipelineName", work.structure().name())
            .put("stageName", work.key().stage())
            .put("actionName", work.action().name())
            .put("token", token)
            .put("expires", expires.toString());
    work.text("ExternalEntityLink").ifPresent(link -> approval.put("externalEntityLink", link));
    work.text("CustomData").ifPresent(data -> approval.put("customData", data));
    String subject =
        "APPROVAL NEEDED: AWS CodePipeline "
            + work.structure().name()
            + " for action "
            + work.action().name();
    work.call(
        "sns",
        "Publish",
        JsonNodeFactory.instance
            .objectNode()
            .put("TopicArn", topic)
            .put("Subject", subject.substring(0, Math.min(100, subject.length())))
            .put("Message", message.toString()));
  }
}
