package ecommerce.local.sns;

import ecommerce.local.Identity;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionResponse;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsResponse;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeResponse;

/** The operations on subscriptions. */
final class SubscriptionOperations {

  private static final String PENDING = "PendingConfirmation";

  private final TopicSet topics;
  private final SubscriptionSet subscriptions;
  private final Deliveries deliveries;
  private final InstantSource clock;

  SubscriptionOperations(
      TopicSet topics, SubscriptionSet subscriptions, Deliveries deliveries, InstantSource clock) {
    this.topics = topics;
    this.subscriptions = subscriptions;
    this.deliveries = deliveries;
    this.clock = clock;
  }

  SubscribeResponse subscribe(SubscribeRequest request) {
    topics.require(request.topicArn());
    Protocol protocol = Protocol.of(request.protocol());
    if (request.endpoint() == null) {
      throw Refusals.invalid("Endpoint Reason: it is missing");
    }
    SubscriptionAttributes.checkEndpoint(protocol, request.endpoint());
    SubscriptionAttributes.check(protocol, request.attributes(), request.attributes());
    Map<String, String> attributes = new HashMap<>(request.attributes());
    attributes.values().removeIf(String::isEmpty);
    Subscription subscription =
        subscriptions
            .same(request.topicArn(), protocol, request.endpoint())
            .map(known -> unchanged(known, attributes))
            .orElseGet(() -> make(request, protocol, attributes));
    if (subscription.pending()) {
      askToConfirm(subscription);
    }
    boolean told = !subscription.pending() || Boolean.TRUE.equals(request.returnSubscriptionArn());
    return SubscribeResponse.builder()
        .subscriptionArn(told ? subscription.arn() : "pending confirmation")
        .build();
  }

  private static Subscription unchanged(Subscription known, Map<String, String> attributes) {
    if (!attributes.isEmpty() && !known.attributes().equals(attributes)) {
      throw Refusals.invalid(
          "Attributes Reason: Subscription already exists with different attributes");
    }
    return known;
  }

  private Subscription make(
      SubscribeRequest request, Protocol protocol, Map<String, String> attributes) {
    Optional<String> token =
        protocol.confirmed()
            ? Optional.of((UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", ""))
            : Optional.empty();
    Subscription made =
        new Subscription(
            request.topicArn() + ":" + UUID.randomUUID(),
            request.topicArn(),
            protocol,
            request.endpoint(),
            attributes,
            token,
            false,
            clock.instant());
    subscriptions.put(made);
    return made;
  }

  private void askToConfirm(Subscription subscription) {
    String topic = subscription.topicArn();
    String text =
        "You have chosen to subscribe to the topic "
            + topic
            + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.";
    Notification asking =
        new Notification(
            UUID.randomUUID().toString(),
            topic,
            subscription.protocol().mail()
                ? Optional.of("AWS Notification - Subscription Confirmation")
                : Optional.empty(),
            text,
            Map.of(),
            Map.of(),
            clock.instant());
    deliveries.accept(
        new Posting(UUID.randomUUID().toString(), subscription, asking, true, 0, clock.instant()));
  }

  ConfirmSubscriptionResponse confirm(ConfirmSubscriptionRequest request) {
    topics.require(request.topicArn());
    Subscription pending =
        subscriptions.of(request.topicArn()).stream()
            .filter(each -> each.token().filter(request.token()::equals).isPresent())
            .findFirst()
            .orElseThrow(() -> Refusals.invalid("Token"));
    boolean signedIn = "true".equals(request.authenticateOnUnsubscribe());
    subscriptions.change(pending.arn(), known -> known.confirmed(signedIn));
    return ConfirmSubscriptionResponse.builder().subscriptionArn(pending.arn()).build();
  }

  /** One that is not there is no error. */
  UnsubscribeResponse unsubscribe(Identity caller, UnsubscribeRequest request) {
    subscriptions
        .find(request.subscriptionArn())
        .ifPresent(
            known -> {
              if (known.authenticated() && caller instanceof Identity.Anonymous) {
                throw new ecommerce.local.wire.Fault(
                    "AuthorizationError", 403, "Only who is signed in may end " + known.arn());
              }
              subscriptions.remove(known.arn());
            });
    return UnsubscribeResponse.builder().build();
  }

  ListSubscriptionsResponse list(ListSubscriptionsRequest request) {
    Page<Subscription> page = Page.of(subscriptions.all(), request.nextToken());
    return ListSubscriptionsResponse.builder()
        .subscriptions(page.items().stream().map(this::shown).toList())
        .nextToken(page.next())
        .build();
  }

  ListSubscriptionsByTopicResponse list(ListSubscriptionsByTopicRequest request) {
    topics.require(request.topicArn());
    Page<Subscription> page = Page.of(subscriptions.of(request.topicArn()), request.nextToken());
    return ListSubscriptionsByTopicResponse.builder()
        .subscriptions(page.items().stream().map(this::shown).toList())
        .nextToken(page.next())
        .build();
  }

  private software.amazon.awssdk.services.sns.model.Subscription shown(Subscription of) {
    return software.amazon.awssdk.services.sns.model.Subscription.builder()
        .subscriptionArn(of.pending() ? PENDING : of.arn())
        .owner(topics.account().id())
        .protocol(of.protocol().wire())
        .endpoint(of.endpoint())
        .topicArn(of.topicArn())
        .build();
  }

  GetSubscriptionAttributesResponse attributes(GetSubscriptionAttributesRequest request) {
    Subscription of = subscriptions.require(request.subscriptionArn());
    Map<String, String> all = new HashMap<>(of.attributes());
    all.putIfAbsent("RawMessageDelivery", "false");
    if (all.containsKey("FilterPolicy")) {
      all.putIfAbsent("FilterPolicyScope", "MessageAttributes");
    }
    all.put("SubscriptionArn", of.arn());
    all.put("TopicArn", of.topicArn());
    all.put("Owner", topics.account().id());
    all.put("Protocol", of.protocol().wire());
    all.put("Endpoint", of.endpoint());
    all.put("PendingConfirmation", String.valueOf(of.pending()));
    all.put("ConfirmationWasAuthenticated", String.valueOf(!of.protocol().confirmed()));
    all.put("SubscriptionPrincipal", "arn:aws:iam::" + topics.account().id() + ":root");
    return GetSubscriptionAttributesResponse.builder().attributes(all).build();
  }

  SetSubscriptionAttributesResponse setAttribute(SetSubscriptionAttributesRequest request) {
    set(
        request.subscriptionArn(),
        Map.of(
            request.attributeName(),
            request.attributeValue() == null ? "" : request.attributeValue()));
    return SetSubscriptionAttributesResponse.builder().build();
  }

  /**
   * @param values empty ones go back to the default
   */
  void set(String arn, Map<String, String> values) {
    Subscription of = subscriptions.require(arn);
    Map<String, String> all = new HashMap<>(of.attributes());
    all.putAll(values);
    SubscriptionAttributes.check(of.protocol(), values, all);
    subscriptions.change(
        arn,
        known -> {
          Subscription changed = known;
          for (Map.Entry<String, String> value : values.entrySet()) {
            changed = changed.with(value.getKey(), value.getValue());
          }
          return changed;
        });
  }
}
