package ecommerce.local.sns;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Messages as subscribers get them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html">message
 *     formats</a>
 */
final class Envelopes {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Links links;
  private final Signer signer;

  Envelopes(Links links, Signer signer) {
    this.links = links;
    this.signer = signer;
  }

  /** For queues, HTTP endpoints and e-mail in JSON. */
  ObjectNode message(Posting posting, String signatureVersion) {
    Notification sent = posting.notification();
    Subscription to = posting.subscription();
    ObjectNode message = JSON.objectNode();
    message.put("Type", type(posting)).put("MessageId", sent.id());
    if (posting.confirmation()) {
      message.put("Token", to.token().orElse(""));
    }
    message.put("TopicArn", sent.topicArn());
    sent.subject().ifPresent(subject -> message.put("Subject", subject));
    message.put("Message", sent.messageFor(to.protocol()));
    if (posting.confirmation()) {
      message.put("SubscribeURL", links.confirm(sent.topicArn(), to.token().orElse("")));
    }
    message.put("Timestamp", time(sent.time())).put("SignatureVersion", signatureVersion);
    message.put("Signature", signer.sign(message, signatureVersion));
    message.put("SigningCertURL", links.certificate());
    if (!posting.confirmation()) {
      message.put("UnsubscribeURL", links.unsubscribe(to.arn()));
      if (!sent.attributes().isEmpty()) {
        message.set("MessageAttributes", attributes(sent));
      }
    }
    return message;
  }

  static String type(Posting posting) {
    return posting.confirmation() ? "SubscriptionConfirmation" : "Notification";
  }

  /** The event of a function. */
  ObjectNode event(Posting posting, String signatureVersion) {
    Notification sent = posting.notification();
    ObjectNode message = message(posting, signatureVersion);
    ObjectNode event = JSON.objectNode();
    ObjectNode record = event.putArray("Records").addObject();
    record.put("EventSource", "aws:sns").put("EventVersion", "1.0");
    record.put("EventSubscriptionArn", posting.subscription().arn());
    ObjectNode sns = record.putObject("Sns");
    sns.put("Type", "Notification").put("MessageId", sent.id()).put("TopicArn", sent.topicArn());
    sns.put("Subject", sent.subject().orElse(null));
    sns.set("Message", message.get("Message"));
    sns.set("Timestamp", message.get("Timestamp"));
    sns.put("SignatureVersion", signatureVersion);
    sns.set("Signature", message.get("Signature"));
    sns.set("SigningCertUrl", message.get("SigningCertURL"));
    sns.set("UnsubscribeUrl", message.get("UnsubscribeURL"));
    sns.set("MessageAttributes", attributes(sent));
    return event;
  }

  private static ObjectNode attributes(Notification sent) {
    ObjectNode attributes = JSON.objectNode();
    sent.attributes()
        .forEach(
            (name, attribute) ->
                attributes
                    .putObject(name)
                    .put("Type", attribute.type())
                    .put("Value", attribute.value()));
    return attributes;
  }

  /** A mail's text. */
  String mail(Posting posting) {
    Notification sent = posting.notification();
    Subscription to = posting.subscription();
    if (posting.confirmation()) {
      return "You have chosen to subscribe to the topic:\n"
          + sent.topicArn()
          + "\n\nTo confirm this subscription, visit:\n"
          + links.confirm(sent.topicArn(), to.token().orElse(""));
    }
    return sent.messageFor(to.protocol())
        + "\n\n--\nTo stop receiving notifications from this topic, visit:\n"
        + links.unsubscribe(to.arn());
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }
}
