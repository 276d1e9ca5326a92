package ecommerce.local.queues;

import ecommerce.local.Identity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The operations on messages. */
final class MessageOperations {

  private static final int LONGEST_INVISIBLE = 43_200;

  private final QueueSet queues;
  private final Sender sender;
  private final Receiver receiver;
  private final InstantSource clock;
  private final QueueMeter meter;

  MessageOperations(
      QueueSet queues, Sender sender, Receiver receiver, InstantSource clock, QueueMeter meter) {
    this.meter = meter;
    this.queues = queues;
    this.sender = sender;
    this.receiver = receiver;
    this.clock = clock;
  }

  SendMessageResponse send(Identity caller, SendMessageRequest request) {
    Message sent = sender.send(queues.at(request.queueUrl()), caller, request);
    return SendMessageResponse.builder()
        .messageId(sent.id())
        .md5OfMessageBody(Checksums.of(sent.body()))
        .md5OfMessageAttributes(Checksums.of(sent.attributes()))
        .md5OfMessageSystemAttributes(
            request.hasMessageSystemAttributes() ? systemChecksum(sent) : null)
        .build();
  }

  private static String systemChecksum(Message sent) {
    return sent.traceHeader()
        .map(header -> Checksums.of(Map.of("AWSTraceHeader", Attribute.text(header))))
        .orElse(null);
  }

  SendMessageBatchResponse sendAll(Identity caller, SendMessageBatchRequest request) {
    Queue queue = queues.at(request.queueUrl());
    requireTotalSize(request.entries());
    Batch<SendMessageBatchResultEntry> batch =
        Batch.run(
            request.entries(),
            SendMessageBatchRequestEntry::id,
            entry -> sent(entry, sender.send(queue, caller, single(entry))));
    return SendMessageBatchResponse.builder()
        .successful(batch.successful())
        .failed(batch.failed())
        .build();
  }

  private static void requireTotalSize(List<SendMessageBatchRequestEntry> entries) {
    int total = entries.stream().mapToInt(MessageOperations::size).sum();
    if (total > QueueAttributes.LARGEST_MESSAGE) {
      throw BatchRequestTooLongException.builder()
          .message(
              "Batch requests cannot be longer than "
                  + QueueAttributes.LARGEST_MESSAGE
                  + " bytes."
                  + " You have sent "
                  + total
                  + " bytes.")
          .statusCode(400)
          .build();
    }
  }

  /** What cannot be counted is no attribute, and fails by itself. */
  private static int size(SendMessageBatchRequestEntry entry) {
    int size = MessageChecks.size(entry.messageBody(), Map.of());
    for (Map.Entry<String, MessageAttributeValue> attribute :
        entry.messageAttributes().entrySet()) {
      MessageAttributeValue value = attribute.getValue();
      size +=
          attribute.getKey().length() + (value.dataType() == null ? 0 : value.dataType().length());
      size +=
          value.stringValue() == null
              ? 0
              : value.stringValue().getBytes(StandardCharsets.UTF_8).length;
      size += value.binaryValue() == null ? 0 : value.binaryValue().asByteArrayUnsafe().length;
    }
    return size;
  }

  private static SendMessageRequest single(SendMessageBatchRequestEntry entry) {
    return SendMessageRequest.builder()
        .messageBody(entry.messageBody())
        .messageAttributes(entry.messageAttributes())
        .messageSystemAttributesWithStrings(entry.messageSystemAttributesAsStrings())
        .delaySeconds(entry.delaySeconds())
        .messageGroupId(entry.messageGroupId())
        .messageDeduplicationId(entry.messageDeduplicationId())
        .build();
  }

  private static SendMessageBatchResultEntry sent(
      SendMessageBatchRequestEntry entry, Message sent) {
    return SendMessageBatchResultEntry.builder()
        .id(entry.id())
        .messageId(sent.id())
        .md5OfMessageBody(Checksums.of(sent.body()))
        .md5OfMessageAttributes(Checksums.of(sent.attributes()))
        .md5OfMessageSystemAttributes(
            entry.hasMessageSystemAttributes() ? systemChecksum(sent) : null)
        .build();
  }

  ReceiveMessageResponse receive(ReceiveMessageRequest request) {
    Queue queue = queues.at(request.queueUrl());
    Integer most = request.maxNumberOfMessages();
    if (most != null && (most < 1 || most > 10)) {
      throw Refusals.parameter(
          most.toString(), "MaxNumberOfMessages", "Must be between 1 and 10, if provided.");
    }
    Refusals.requireRange("WaitTimeSeconds", request.waitTimeSeconds(), 0, 20);
    Refusals.requireRange("VisibilityTimeout", request.visibilityTimeout(), 0, LONGEST_INVISIBLE);
    Selection selection = Selection.of(request);
    List<Message> received =
        receiver.receive(
            queue,
            most == null ? 1 : most,
            given(request.visibilityTimeout(), queue, "VisibilityTimeout"),
            given(request.waitTimeSeconds(), queue, "ReceiveMessageWaitTimeSeconds"));
    ReceiveMessageResponse.Builder response = ReceiveMessageResponse.builder();
    return received.isEmpty()
        ? response.build()
        : response.messages(received.stream().map(selection::shown).toList()).build();
  }

  private static Duration given(Integer seconds, Queue queue, String attribute) {
    return seconds == null ? queue.settings().seconds(attribute) : Duration.ofSeconds(seconds);
  }

  DeleteMessageResponse delete(DeleteMessageRequest request) {
    delete(queues.at(request.queueUrl()), request.receiptHandle());
    return DeleteMessageResponse.builder().build();
  }

  DeleteMessageBatchResponse deleteAll(DeleteMessageBatchRequest request) {
    Queue queue = queues.at(request.queueUrl());
    Batch<DeleteMessageBatchResultEntry> batch =
        Batch.run(
            request.entries(),
            DeleteMessageBatchRequestEntry::id,
            entry -> {
              delete(queue, entry.receiptHandle());
              return DeleteMessageBatchResultEntry.builder().id(entry.id()).build();
            });
    return DeleteMessageBatchResponse.builder()
        .successful(batch.successful())
        .failed(batch.failed())
        .build();
  }

  private void delete(Queue queue, String handle) {
    queue.delete(ReceiptHandle.of(queue.settings().name(), handle));
    meter.deleted(queue);
  }

  ChangeMessageVisibilityResponse changeVisibility(ChangeMessageVisibilityRequest request) {
    changeVisibility(
        queues.at(request.queueUrl()), request.receiptHandle(), request.visibilityTimeout());
    return ChangeMessageVisibilityResponse.builder().build();
  }

  ChangeMessageVisibilityBatchResponse changeVisibilityOfAll(
      ChangeMessageVisibilityBatchRequest request) {
    Queue queue = queues.at(request.queueUrl());
    Batch<ChangeMessageVisibilityBatchResultEntry> batch =
        Batch.run(
            request.entries(),
            ChangeMessageVisibilityBatchRequestEntry::id,
            entry -> {
              changeVisibility(queue, entry.receiptHandle(), entry.visibilityTimeout());
              return ChangeMessageVisibilityBatchResultEntry.builder().id(entry.id()).build();
            });
    return ChangeMessageVisibilityBatchResponse.builder()
        .successful(batch.successful())
        .failed(batch.failed())
        .build();
  }

  private void changeVisibility(Queue queue, String handle, Integer seconds) {
    if (seconds == null) {
      throw Refusals.missing("VisibilityTimeout");
    }
    Refusals.requireRange("VisibilityTimeout", seconds, 0, LONGEST_INVISIBLE);
    ReceiptHandle receipt = ReceiptHandle.of(queue.settings().name(), handle);
    queue
        .change(receipt, message -> message.visibleAt(requireWithinLimit(message, seconds)))
        .orElseThrow(
            () ->
                Refusals.parameter(
                    handle,
                    "ReceiptHandle",
                    "Message does not exist or is not available for visibility timeout change."));
  }

  private Instant requireWithinLimit(Message message, int seconds) {
    Instant now = clock.instant();
    if (!message.inFlight(now)) {
      throw MessageNotInflightException.builder()
          .message("The specified message isn't in flight.")
          .statusCode(400)
          .build();
    }
    Instant until = now.plusSeconds(seconds);
    if (until.isAfter(message.lastReceived().orElse(now).plusSeconds(LONGEST_INVISIBLE))) {
      throw Refusals.parameter(
          String.valueOf(seconds),
          "VisibilityTimeout",
          "Total VisibilityTimeout for the message is beyond the limit ["
              + LONGEST_INVISIBLE
              + " seconds]");
    }
    return until;
  }
}
