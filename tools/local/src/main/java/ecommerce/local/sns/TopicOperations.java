package ecommerce.local.sns;

import ecommerce.local.wire.Fault;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.AddPermissionRequest;
import software.amazon.awssdk.services.sns.model.AddPermissionResponse;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sns.model.RemovePermissionResponse;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.TagResourceResponse;
import software.amazon.awssdk.services.sns.model.UntagResourceRequest;
import software.amazon.awssdk.services.sns.model.UntagResourceResponse;

/** The operations on topics. */
final class TopicOperations {

  private static final int MOST_TAGS = 50;

  private final TopicSet topics;
  private final SubscriptionSet subscriptions;
  private final InstantSource clock;

  TopicOperations(TopicSet topics, SubscriptionSet subscriptions, InstantSource clock) {
    this.topics = topics;
    this.subscriptions = subscriptions;
    this.clock = clock;
  }

  /** One that is there, with the same attributes and tags, is given as it is. */
  CreateTopicResponse create(CreateTopicRequest request) {
    String name = request.name();
    Map<String, String> attributes = new HashMap<>(request.attributes());
    if (name.endsWith(".fifo") || "true".equals(attributes.remove("FifoTopic"))) {
      throw Refusals.notOffered("FIFO topic " + name);
    }
    if (!name.matches("[A-Za-z0-9_-]{1,256}")) {
      throw Refusals.invalid("Topic Name");
    }
    if (request.dataProtectionPolicy() != null) {
      throw Refusals.notOffered("DataProtectionPolicy");
    }
    attributes.forEach(TopicAttributes::check);
    attributes.values().removeIf(String::isEmpty);
    Map<String, String> tags = tags(request.tags());
    checkTags(tags);
    String arn = topics.arn(name);
    if (!topics.add(new Topic(name, attributes, tags, clock.instant()))) {
      Topic present = topics.require(arn);
      attributes.forEach(
          (attribute, value) -> {
            if (!value.equals(present.attributes().get(attribute))) {
              throw Refusals.invalid(
                  "Attributes Reason: Topic already exists with different attributes");
            }
          });
      if (!tags.isEmpty() && !present.tags().equals(tags)) {
        throw Refusals.invalid("Tags Reason: Topic already exists with different tags");
      }
    }
    return CreateTopicResponse.builder().topicArn(arn).build();
  }

  static Map<String, String> tags(List<Tag> tags) {
    Map<String, String> values = new HashMap<>();
    tags.forEach(tag -> values.put(tag.key(), tag.value()));
    return values;
  }

  private static void checkTags(Map<String, String> tags) {
    if (tags.size() > MOST_TAGS) {
      throw new Fault(
          "TagLimitExceeded",
          400,
          "Could not complete request: tag quota of per resource exceeded");
    }
  }

  /** Its subscriptions go with it; one that is not there is no error. */
  DeleteTopicResponse delete(DeleteTopicRequest request) {
    topics.remove(request.topicArn());
    subscriptions.of(request.topicArn()).forEach(each -> subscriptions.remove(each.arn()));
    return DeleteTopicResponse.builder().build();
  }

  ListTopicsResponse list(ListTopicsRequest request) {
    Page<Topic> page = Page.of(topics.all(), request.nextToken());
    return ListTopicsResponse.builder()
        .topics(
            page.items().stream()
                .map(
                    topic ->
                        software.amazon.awssdk.services.sns.model.Topic.builder()
                            .topicArn(topics.arn(topic.name()))
                            .build())
                .toList())
        .nextToken(page.next())
        .build();
  }

  GetTopicAttributesResponse attributes(GetTopicAttributesRequest request) {
    String arn = request.topicArn();
    return GetTopicAttributesResponse.builder()
        .attributes(TopicAttributes.shown(topics.require(arn), topics, subscriptions.of(arn)))
        .build();
  }

  SetTopicAttributesResponse setAttribute(SetTopicAttributesRequest request) {
    topics.require(request.topicArn());
    set(request.topicArn(), request.attributeName(), request.attributeValue());
    return SetTopicAttributesResponse.builder().build();
  }

  /**
   * @param value null or empty for the default
   */
  void set(String arn, String attribute, String value) {
    String text = value == null ? "" : value;
    TopicAttributes.check(attribute, text);
    topics.change(arn, topic -> topic.with(attribute, text));
  }

  AddPermissionResponse allow(AddPermissionRequest request) {
    topics.change(
        request.topicArn(),
        topic ->
            topic.with(
                "Policy",
                TopicPolicy.with(
                        topics.policy(topic),
                        request.label(),
                        request.awsAccountIds(),
                        request.actionNames(),
                        request.topicArn())
                    .toString()));
    return AddPermissionResponse.builder().build();
  }

  RemovePermissionResponse disallow(RemovePermissionRequest request) {
    topics.change(
        request.topicArn(),
        topic ->
            topic.with(
                "Policy", TopicPolicy.without(topics.policy(topic), request.label()).toString()));
    return RemovePermissionResponse.builder().build();
  }

  TagResourceResponse tag(TagResourceRequest request) {
    topics.change(
        request.resourceArn(),
        topic -> {
          Map<String, String> all = new HashMap<>(topic.tags());
          all.putAll(tags(request.tags()));
          checkTags(all);
          return topic.tagged(all);
        });
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untag(UntagResourceRequest request) {
    topics.change(
        request.resourceArn(),
        topic -> {
          Map<String, String> left = new HashMap<>(topic.tags());
          left.keySet().removeAll(request.tagKeys());
          return topic.tagged(left);
        });
    return UntagResourceResponse.builder().build();
  }

  ListTagsForResourceResponse tags(ListTagsForResourceRequest request) {
    return ListTagsForResourceResponse.builder()
        .tags(list(topics.require(request.resourceArn()).tags()))
        .build();
  }

  static List<Tag> list(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
