package ecommerce.local.queues;

import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.Scope;
import ecommerce.local.TraceHeader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Puts messages into queues. */
final class Sender {

  private final Account account;
  private final InstantSource clock;
  private final QueueMeter meter;

  Sender(Account account, InstantSource clock, QueueMeter meter) {
    this.meter = meter;
    this.account = account;
    this.clock = clock;
  }

  /**
   * @throws RuntimeException AWS's error where the message is not as it may be; nothing is sent
   *     then
   */
  Message send(Queue queue, Identity caller, SendMessageRequest request) {
    if (request.messageGroupId() != null || request.messageDeduplicationId() != null) {
      throw Refusals.unsupported(
          "MessageGroupId and MessageDeduplicationId are not offered by this environment.");
    }
    MessageChecks.requireBody(request.messageBody());
    Map<String, Attribute> attributes = MessageChecks.attributes(request.messageAttributes());
    int size = MessageChecks.size(request.messageBody(), attributes);
    MessageChecks.requireSize(size, queue.settings().number("MaximumMessageSize"));
    Refusals.requireRange("DelaySeconds", request.delaySeconds(), 0, 900);
    int delay =
        request.delaySeconds() == null
            ? queue.settings().number("DelaySeconds")
            : request.delaySeconds();
    Optional<String> trace =
        traceHeader(request).or(() -> Scope.current().trace().map(TraceHeader::text));
    Instant now = clock.instant();
    Message sent =
        queue.add(
            key ->
                new Message(
                    key,
                    UUID.randomUUID().toString(),
                    request.messageBody(),
                    attributes,
                    trace,
                    senderId(caller),
                    now,
                    now.plusSeconds(delay),
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
    meter.sent(queue, size);
    return sent;
  }

  private static Optional<String> traceHeader(SendMessageRequest request) {
    Optional<String> header = Optional.empty();
    for (Map.Entry<String, MessageSystemAttributeValue> entry :
        request.messageSystemAttributesAsStrings().entrySet()) {
      if (!entry.getKey().equals("AWSTraceHeader")) {
        throw Refusals.invalid(
            "Message system attribute name '" + entry.getKey() + "' is invalid.");
      }
      if (!"String".equals(entry.getValue().dataType()) || entry.getValue().stringValue() == null) {
        throw Refusals.invalid(
            "The message system attribute 'AWSTraceHeader' must contain a value of type 'String'.");
      }
      header = Optional.of(entry.getValue().stringValue());
    }
    return header;
  }

  /** AWS gives unique ids; here a role session goes by the names of its role and itself. */
  private String senderId(Identity caller) {
    return switch (caller) {
      case Identity.Administrator user -> account.id();
      case Identity.RoleSession session ->
          session.arn().replaceFirst("^.*:assumed-role/", "").replace('/', ':');
      case Identity.Service service -> service.principal();
      case Identity.Anonymous anonymous -> anonymous.arn();
    };
  }
}
