package ecommerce.local.queues;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * Which attributes a receiver wants with its messages.
 *
 * @param system names of system attributes, or {@code All}
 * @param own names of message attributes, {@code All}, or prefixes that end in {@code .*}
 */
record Selection(Set<String> system, List<String> own) {

  private static final Set<String> KNOWN =
      Set.of(
          "All",
          "SenderId",
          "SentTimestamp",
          "ApproximateReceiveCount",
          "ApproximateFirstReceiveTimestamp",
          "SequenceNumber",
          "MessageDeduplicationId",
          "MessageGroupId",
          "AWSTraceHeader",
          "DeadLetterQueueSourceArn");

  /**
   * @throws software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException naming one that
   *     does not exist
   */
  static Selection of(ReceiveMessageRequest request) {
    Set<String> system = new HashSet<>(request.attributeNamesAsStrings());
    system.addAll(request.messageSystemAttributeNamesAsStrings());
    for (String name : system) {
      if (!KNOWN.contains(name)) {
        throw Refusals.attributeName(name);
      }
    }
    return new Selection(system, request.messageAttributeNames());
  }

  software.amazon.awssdk.services.sqs.model.Message shown(Message message) {
    var shown =
        software.amazon.awssdk.services.sqs.model.Message.builder()
            .messageId(message.id())
            .receiptHandle(
                new ReceiptHandle(message.key(), message.receipt().orElseThrow()).encoded())
            .body(message.body())
            .md5OfBody(Checksums.of(message.body()));
    Map<String, String> systemAttributes = systemAttributes(message);
    if (!systemAttributes.isEmpty()) {
      shown.attributesWithStrings(systemAttributes);
    }
    Map<String, Attribute> attributes = new LinkedHashMap<>(message.attributes());
    attributes.keySet().removeIf(name -> own.stream().noneMatch(wanted -> wants(wanted, name)));
    if (!attributes.isEmpty()) {
      Map<String, MessageAttributeValue> values = new LinkedHashMap<>();
      attributes.forEach((name, attribute) -> values.put(name, attribute.shown()));
      shown.messageAttributes(values).md5OfMessageAttributes(Checksums.of(attributes));
    }
    return shown.build();
  }

  private Map<String, String> systemAttributes(Message message) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("SenderId", message.sender());
    all.put("SentTimestamp", String.valueOf(message.sent().toEpochMilli()));
    all.put("ApproximateReceiveCount", String.valueOf(message.receives()));
    message
        .firstReceived()
        .ifPresent(
            at -> all.put("ApproximateFirstReceiveTimestamp", String.valueOf(at.toEpochMilli())));
    message.traceHeader().ifPresent(header -> all.put("AWSTraceHeader", header));
    message.deadLetterSource().ifPresent(arn -> all.put("DeadLetterQueueSourceArn", arn));
    if (!system.contains("All")) {
      all.keySet().retainAll(system);
    }
    return all;
  }

  private static boolean wants(String wanted, String name) {
    return wanted.equals("All")
        || wanted.equals(name)
        || wanted.endsWith(".*") && name.startsWith(wanted.substring(0, wanted.length() - 2));
  }
}
