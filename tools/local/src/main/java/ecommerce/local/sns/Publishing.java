package ecommerce.local.sns;

import ecommerce.local.wire.Fault;
import ecommerce.local.wire.Faults;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** Takes messages, and gives them to the subscriptions whose filters they pass. */
final class Publishing {

  private static final int MOST = 10;

  private final TopicSet topics;
  private final SubscriptionSet subscriptions;
  private final Deliveries deliveries;
  private final SnsMeter meter;
  private final InstantSource clock;

  Publishing(
      TopicSet topics,
      SubscriptionSet subscriptions,
      Deliveries deliveries,
      SnsMeter meter,
      InstantSource clock) {
    this.topics = topics;
    this.subscriptions = subscriptions;
    this.deliveries = deliveries;
    this.meter = meter;
    this.clock = clock;
  }

  PublishResponse publish(PublishRequest request) {
    if (request.phoneNumber() != null) {
      throw Refusals.notOffered("PhoneNumber: sending SMS");
    }
    String arn = request.topicArn() == null ? request.targetArn() : request.topicArn();
    if (arn == null) {
      throw Refusals.invalid("TopicArn or TargetArn Reason: no value for required parameter");
    }
    refuseFifo(request.messageGroupId(), request.messageDeduplicationId());
    String id =
        publish(
            arn,
            request.subject(),
            request.message(),
            request.messageStructure(),
            request.messageAttributes());
    return PublishResponse.builder().messageId(id).build();
  }

  private static void refuseFifo(String group, String deduplication) {
    if (group != null || deduplication != null) {
      throw Refusals.notOffered("MessageGroupId and MessageDeduplicationId of FIFO topics");
    }
  }

  /** Each entry succeeds or fails on its own. */
  PublishBatchResponse publish(PublishBatchRequest request) {
    topics.require(request.topicArn());
    List<PublishBatchRequestEntry> entries = request.publishBatchRequestEntries();
    checkBatch(entries);
    List<PublishBatchResultEntry> successful = new ArrayList<>();
    List<BatchResultErrorEntry> failed = new ArrayList<>();
    for (PublishBatchRequestEntry entry : entries) {
      try {
        refuseFifo(entry.messageGroupId(), entry.messageDeduplicationId());
        String id =
            publish(
                request.topicArn(),
                entry.subject(),
                entry.message(),
                entry.messageStructure(),
                entry.messageAttributes());
        successful.add(PublishBatchResultEntry.builder().id(entry.id()).messageId(id).build());
      } catch (RuntimeException e) {
        Fault fault = Faults.of(e);
        failed.add(
            BatchResultErrorEntry.builder()
                .id(entry.id())
                .code(fault.code())
                .message(fault.getMessage())
                .senderFault(fault.status() < 500)
                .build());
      }
    }
    return PublishBatchResponse.builder().successful(successful).failed(failed).build();
  }

  private static void checkBatch(List<PublishBatchRequestEntry> entries) {
    if (entries.isEmpty()) {
      throw Refusals.batch("EmptyBatchRequest", "The batch request doesn't contain any entries.");
    }
    if (entries.size() > MOST) {
      throw Refusals.batch(
          "TooManyEntriesInBatchRequest",
          "The batch request contains more entries than permissible.");
    }
    Set<String> ids = new HashSet<>();
    int size = 0;
    for (PublishBatchRequestEntry entry : entries) {
      if (!entry.id().matches("[A-Za-z0-9_-]{1,80}")) {
        throw Refusals.batch(
            "InvalidBatchEntryId", "The Id of a batch entry in a batch request is invalid.");
      }
      if (!ids.add(entry.id())) {
        throw Refusals.batch(
            "BatchEntryIdsNotDistinct",
            "Two or more batch entries in the request have the same Id: " + entry.id());
      }
      size += MessageChecks.size(entry.message() == null ? "" : entry.message(), Map.of());
    }
    if (size > MessageChecks.LARGEST) {
      throw Refusals.batch(
          "BatchRequestTooLong",
          "The length of all the batch messages put together is more than the limit.");
    }
  }

  private String publish(
      String topicArn,
      String subject,
      String message,
      String structure,
      Map<String, MessageAttributeValue> given) {
    topics.require(topicArn);
    if (message == null || message.isEmpty()) {
      throw Refusals.invalid("Empty message");
    }
    Map<String, Attribute> attributes = MessageChecks.attributes(given);
    Map<String, String> variants = MessageChecks.variants(message, structure);
    int size = MessageChecks.size(message, attributes);
    if (size > MessageChecks.LARGEST) {
      throw Refusals.invalid("Message too long");
    }
    Notification notification =
        new Notification(
            UUID.randomUUID().toString(),
            topicArn,
            MessageChecks.subject(subject),
            variants.getOrDefault("default", message),
            variants,
            attributes,
            clock.instant());
    distribute(notification);
    meter.published(topicArn, size);
    return notification.id();
  }

  private void distribute(Notification notification) {
    Instant now = clock.instant();
    for (Subscription subscription : subscriptions.of(notification.topicArn())) {
      if (subscription.pending()) {
        continue;
      }
      Filter.Outcome outcome = Filter.of(subscription, notification);
      if (outcome == Filter.Outcome.PASSES) {
        deliveries.accept(
            new Posting(UUID.randomUUID().toString(), subscription, notification, false, 0, now));
      } else {
        meter.filteredOut(notification.topicArn(), outcome);
      }
    }
  }

  /**
   * @param attributes strings
   */
  void publish(
      String topicArn, Optional<String> subject, String message, Map<String, String> attributes) {
    Map<String, MessageAttributeValue> values = new HashMap<>();
    attributes.forEach(
        (name, value) ->
            values.put(
                name,
                MessageAttributeValue.builder().dataType("String").stringValue(value).build()));
    publish(topicArn, subject.orElse(null), message, null, values);
  }
}
