package ecommerce.local.queues;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;

/**
 * The attributes that a queue can be given: their ranges and defaults.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">SetQueueAttributes</a>
 */
final class QueueAttributes {

  static final int LARGEST_MESSAGE = 1_048_576;

  private record Range(int least, int most, int standard) {}

  private static final Map<String, Range> NUMBERS =
      Map.of(
          "VisibilityTimeout", new Range(0, 43_200, 30),
          "MessageRetentionPeriod", new Range(60, 1_209_600, 345_600),
          "DelaySeconds", new Range(0, 900, 0),
          "ReceiveMessageWaitTimeSeconds", new Range(0, 20, 0),
          "MaximumMessageSize", new Range(1_024, LARGEST_MESSAGE, LARGEST_MESSAGE),
          "KmsDataKeyReusePeriodSeconds", new Range(60, 86_400, 300));
  private static final Set<String> TEXTS =
      Set.of(
          "Policy",
          "RedrivePolicy",
          "RedriveAllowPolicy",
          "KmsMasterKeyId",
          "SqsManagedSseEnabled");
  private static final Set<String> OF_FIFO =
      Set.of("FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit");

  private QueueAttributes() {}

  /** Every name that can be set. */
  static Set<String> names() {
    Set<String> names = new java.util.TreeSet<>(NUMBERS.keySet());
    names.addAll(TEXTS);
    return names;
  }

  /**
   * What a queue has after a change: an empty document or key takes its attribute away.
   *
   * @throws RuntimeException AWS's error for the first name or value that it does not take
   */
  static Map<String, String> changed(Map<String, String> present, Map<String, String> change) {
    Map<String, String> all = new LinkedHashMap<>(present);
    change.forEach(
        (name, value) -> {
          if (value == null || value.isEmpty() && NUMBERS.containsKey(name)) {
            throw Refusals.attributeValue(name);
          }
          if (value.isEmpty() && TEXTS.contains(name)) {
            all.remove(name);
          } else {
            check(name, value);
            all.put(name, value);
          }
        });
    requireOneEncryption(all, change);
    return all;
  }

  private static void requireOneEncryption(Map<String, String> all, Map<String, String> change) {
    if (!all.containsKey("KmsMasterKeyId") || !"true".equals(all.get("SqsManagedSseEnabled"))) {
      return;
    }
    if (change.containsKey("KmsMasterKeyId") && change.containsKey("SqsManagedSseEnabled")) {
      throw InvalidAttributeValueException.builder()
          .message(
              "You can use one type of server-side encryption (SSE) at one time. You can either"
                  + " enable KMS SSE or SQS SSE.")
          .statusCode(400)
          .build();
    }
    all.remove(change.containsKey("KmsMasterKeyId") ? "SqsManagedSseEnabled" : "KmsMasterKeyId");
  }

  private static void check(String name, String value) {
    Range range = NUMBERS.get(name);
    if (range != null) {
      if (!value.matches("\\d{1,9}")
          || Integer.parseInt(value) < range.least()
          || Integer.parseInt(value) > range.most()) {
        throw Refusals.attributeValue(name);
      }
      return;
    }
    switch (name) {
      case "Policy" -> Documents.requirePolicy(value);
      case "RedrivePolicy" -> Redrive.parse(value);
      case "RedriveAllowPolicy" -> RedriveAllowance.parse(value);
      case "SqsManagedSseEnabled" -> {
        if (!value.equals("true") && !value.equals("false")) {
          throw Refusals.attributeValue(name);
        }
      }
      case "KmsMasterKeyId" -> {}
      default -> {
        throw OF_FIFO.contains(name)
            ? Refusals.unsupported(
                "FIFO queues, and with them the attribute "
                    + name
                    + ", are not offered by this environment.")
            : Refusals.attributeName(name);
      }
    }
  }

  /** What an attribute counts as where it is not set; empty for documents and keys. */
  static Optional<String> standard(String name) {
    if (name.equals("SqsManagedSseEnabled")) {
      return Optional.of("true");
    }
    return Optional.ofNullable(NUMBERS.get(name)).map(range -> String.valueOf(range.standard()));
  }

  /** The value that counts; empty text where there is none. */
  static String valueOf(String name, Map<String, String> attributes) {
    if (name.equals("SqsManagedSseEnabled") && attributes.containsKey("KmsMasterKeyId")) {
      return "false";
    }
    return Optional.ofNullable(attributes.get(name)).or(() -> standard(name)).orElse("");
  }
}
