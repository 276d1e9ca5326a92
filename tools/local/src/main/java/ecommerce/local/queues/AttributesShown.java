package ecommerce.local.queues;

import java.util.LinkedHashMap;
import java.util.Map;

/** The attributes of a queue as {@code GetQueueAttributes} tells them. */
final class AttributesShown {

  private AttributesShown() {}

  static Map<String, String> of(Queue queue, QueueSet queues) {
    QueueRecord settings = queue.settings();
    Queue.Counts counts = queue.counts();
    Map<String, String> all = new LinkedHashMap<>();
    all.put("QueueArn", queues.arn(settings.name()));
    all.put("ApproximateNumberOfMessages", String.valueOf(counts.visible()));
    all.put("ApproximateNumberOfMessagesNotVisible", String.valueOf(counts.inFlight()));
    all.put("ApproximateNumberOfMessagesDelayed", String.valueOf(counts.delayed()));
    all.put("CreatedTimestamp", String.valueOf(settings.created().getEpochSecond()));
    all.put("LastModifiedTimestamp", String.valueOf(settings.modified().getEpochSecond()));
    for (String name : QueueAttributes.names()) {
      String value = QueueAttributes.valueOf(name, settings.attributes());
      boolean ofKeys =
          name.equals("KmsDataKeyReusePeriodSeconds")
              && !settings.attributes().containsKey("KmsMasterKeyId");
      if (!value.isEmpty() && !ofKeys) {
        all.put(name, value);
      }
    }
    return all;
  }
}
