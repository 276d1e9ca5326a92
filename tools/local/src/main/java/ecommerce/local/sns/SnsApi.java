package ecommerce.local.sns;

import ecommerce.local.Permission;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.sns.model.AddPermissionRequest;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsRequest;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UntagResourceRequest;

/** SNS on the wire. */
final class SnsApi implements AwsService {

  private final TopicSet topics;
  private final TopicOperations ofTopics;
  private final SubscriptionOperations ofSubscriptions;
  private final Publishing publishing;

  SnsApi(
      TopicSet topics,
      TopicOperations ofTopics,
      SubscriptionOperations ofSubscriptions,
      Publishing publishing) {
    this.topics = topics;
    this.ofTopics = ofTopics;
    this.ofSubscriptions = ofSubscriptions;
    this.publishing = publishing;
  }

  @Override
  public Protocol protocol() {
    return new Protocol.Query(
        "sns", "http://sns.amazonaws.com/doc/2010-03-31/", "2010-03-31", Refusals.CODES);
  }

  @Override
  public void declare(Operations on) {
    on.on(CreateTopicRequest::builder, this::creation, (c, r) -> ofTopics.create(r));
    on.on(
        DeleteTopicRequest::builder,
        to("DeleteTopic", DeleteTopicRequest::topicArn),
        (c, r) -> ofTopics.delete(r));
    on.on(ListTopicsRequest::builder, Access.to("sns:ListTopics"), (c, r) -> ofTopics.list(r));
    on.on(
        GetTopicAttributesRequest::builder,
        to("GetTopicAttributes", GetTopicAttributesRequest::topicArn),
        (c, r) -> ofTopics.attributes(r));
    on.on(
        SetTopicAttributesRequest::builder,
        to("SetTopicAttributes", SetTopicAttributesRequest::topicArn),
        (c, r) -> ofTopics.setAttribute(r));
    on.on(
        AddPermissionRequest::builder,
        to("AddPermission", AddPermissionRequest::topicArn),
        (c, r) -> ofTopics.allow(r));
    on.on(
        RemovePermissionRequest::builder,
        to("RemovePermission", RemovePermissionRequest::topicArn),
        (c, r) -> ofTopics.disallow(r));
    on.on(
        TagResourceRequest::builder,
        to("TagResource", TagResourceRequest::resourceArn),
        (c, r) -> ofTopics.tag(r));
    on.on(
        UntagResourceRequest::builder,
        to("UntagResource", UntagResourceRequest::resourceArn),
        (c, r) -> ofTopics.untag(r));
    on.on(
        ListTagsForResourceRequest::builder,
        to("ListTagsForResource", ListTagsForResourceRequest::resourceArn),
        (c, r) -> ofTopics.tags(r));
    declareSubscriptions(on);
    on.on(
        PublishRequest::builder,
        to("Publish", r -> r.topicArn() == null ? orAny(r.targetArn()) : r.topicArn()),
        (c, r) -> publishing.publish(r));
    on.on(
        PublishBatchRequest::builder,
        to("Publish", PublishBatchRequest::topicArn),
        (c, r) -> publishing.publish(r));
  }

  private static String orAny(String arn) {
    return arn == null ? "*" : arn;
  }

  private void declareSubscriptions(Operations on) {
    on.on(
        SubscribeRequest::builder,
        r -> List.of(subscribing(r)),
        (c, r) -> ofSubscriptions.subscribe(r));
    on.on(
        ConfirmSubscriptionRequest::builder,
        to("ConfirmSubscription", ConfirmSubscriptionRequest::topicArn),
        (c, r) -> ofSubscriptions.confirm(r));
    on.on(
        UnsubscribeRequest::builder,
        Access.to("sns:Unsubscribe", r -> topicOf(r.subscriptionArn())),
        (c, r) -> ofSubscriptions.unsubscribe(c.caller(), r));
    on.on(
        ListSubscriptionsRequest::builder,
        Access.to("sns:ListSubscriptions"),
        (c, r) -> ofSubscriptions.list(r));
    on.on(
        ListSubscriptionsByTopicRequest::builder,
        to("ListSubscriptionsByTopic", ListSubscriptionsByTopicRequest::topicArn),
        (c, r) -> ofSubscriptions.list(r));
    on.on(
        GetSubscriptionAttributesRequest::builder,
        Access.to("sns:GetSubscriptionAttributes", r -> topicOf(r.subscriptionArn())),
        (c, r) -> ofSubscriptions.attributes(r));
    on.on(
        SetSubscriptionAttributesRequest::builder,
        Access.to("sns:SetSubscriptionAttributes", r -> topicOf(r.subscriptionArn())),
        (c, r) -> ofSubscriptions.setAttribute(r));
  }

  private List<Permission> creation(CreateTopicRequest request) {
    List<Permission> needed = new ArrayList<>();
    needed.add(Permission.of("sns:CreateTopic", topics.arn(request.name())));
    if (!request.tags().isEmpty()) {
      needed.add(Permission.of("sns:TagResource", topics.arn(request.name())));
    }
    return needed;
  }

  private Permission subscribing(SubscribeRequest request) {
    Permission permission =
        topics
            .permission("sns:Subscribe", request.topicArn())
            .with("sns:Protocol", List.of(request.protocol()));
    return request.endpoint() == null
        ? permission
        : permission.with("sns:Endpoint", List.of(request.endpoint()));
  }

  /** Permissions on subscriptions are on their topic. */
  private static String topicOf(String subscriptionArn) {
    return subscriptionArn.split(":").length == 7
        ? subscriptionArn.substring(0, subscriptionArn.lastIndexOf(':'))
        : subscriptionArn;
  }

  private <Q> Access<Q> to(String action, Function<Q, String> topicArn) {
    return request -> List.of(topics.permission("sns:" + action, topicArn.apply(request)));
  }
}
