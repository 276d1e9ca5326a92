package ecommerce.local.sns;

import ecommerce.local.Metrics;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/** The metrics that SNS publishes of a topic. */
record SnsMeter(Metrics metrics) {

  private static final String NAMESPACE = "AWS/SNS";

  void published(String topic, int bytes) {
    count(topic, "NumberOfMessagesPublished");
    metrics.record(NAMESPACE, "PublishSize", of(topic), bytes, StandardUnit.BYTES);
  }

  void delivered(String topic) {
    count(topic, "NumberOfNotificationsDelivered");
  }

  void failed(String topic) {
    count(topic, "NumberOfNotificationsFailed");
  }

  void filteredOut(String topic, Filter.Outcome outcome) {
    count(topic, "NumberOfNotificationsFilteredOut");
    count(topic, "NumberOfNotificationsFilteredOut-" + outcome.metric());
  }

  void redriven(String topic, boolean taken) {
    count(
        topic,
        taken ? "NumberOfNotificationsRedrivenToDlq" : "NumberOfNotificationsFailedToRedriveToDlq");
  }

  private void count(String topic, String name) {
    metrics.record(NAMESPACE, name, of(topic), 1, StandardUnit.COUNT);
  }

  private static Map<String, String> of(String topicArn) {
    return Map.of("TopicName", topicArn.substring(topicArn.lastIndexOf(':') + 1));
  }
}
