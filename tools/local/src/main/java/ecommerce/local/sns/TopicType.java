package ecommerce.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;

/** {@code AWS::SNS::Topic}: a standard topic, with subscriptions where it names some. */
final class TopicType implements ResourceType {

  private static final Set<String> ATTRIBUTES =
      Set.of("DisplayName", "KmsMasterKeyId", "SignatureVersion", "TracingConfig");

  /** Its own subscriptions, for those that leave the template; templates cannot read it. */
  private static final String SUBSCRIBED = "Subscribed";

  private static final JsonNode NONE = MissingNode.getInstance();

  private record Endpoint(String protocol, String endpoint) {}

  private final TopicSet topics;
  private final SubscriptionSet subscriptions;
  private final TopicOperations operations;
  private final SubscriptionOperations ofSubscriptions;

  TopicType(
      TopicSet topics,
      SubscriptionSet subscriptions,
      TopicOperations operations,
      SubscriptionOperations ofSubscriptions) {
    this.topics = topics;
    this.subscriptions = subscriptions;
    this.operations = operations;
    this.ofSubscriptions = ofSubscriptions;
  }

  @Override
  public String name() {
    return "AWS::SNS::Topic";
  }

  @Override
  public Set<String> properties() {
    Set<String> properties = new HashSet<>(ATTRIBUTES);
    properties.addAll(
        Set.of("TopicName", "Tags.**", "Subscription[].Endpoint", "Subscription[].Protocol"));
    return properties;
  }

  @Override
  public Set<String> immutable() {
    return Set.of("TopicName");
  }

  @Override
  public Resource create(Desired desired) {
    String name = desired.text("TopicName").orElseGet(() -> desired.uniqueName(256));
    Map<String, String> attributes = new HashMap<>();
    ATTRIBUTES.forEach(
        attribute -> desired.text(attribute).ifPresent(value -> attributes.put(attribute, value)));
    String arn = topics.arn(name);
    if (topics.find(arn).isPresent()) {
      throw new IllegalArgumentException("the topic " + name + " is there already");
    }
    operations.create(
        CreateTopicRequest.builder()
            .name(name)
            .attributes(attributes)
            .tags(TopicOperations.list(desired.tags()))
            .build());
    subscribe(desired, arn);
    return resource(desired, arn);
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return Optional.of(
        resource(
            desired,
            topics.arn(desired.text("TopicName").orElseGet(() -> desired.uniqueName(256)))));
  }

  private static Set<Endpoint> endpoints(JsonNode list) {
    return list.valueStream()
        .map(each -> new Endpoint(each.path("Protocol").asText(), each.path("Endpoint").asText()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Set<Endpoint> endpoints(Desired desired) {
    return desired.node("Subscription").map(TopicType::endpoints).orElse(Set.of());
  }

  private void subscribe(Desired desired, String arn) {
    for (Endpoint each : endpoints(desired)) {
      ofSubscriptions.subscribe(
          SubscribeRequest.builder()
              .topicArn(arn)
              .protocol(each.protocol())
              .endpoint(each.endpoint())
              .build());
    }
  }

  private void unsubscribe(Set<Endpoint> gone, String arn) {
    for (Endpoint each : gone) {
      subscriptions
          .same(arn, Protocol.of(each.protocol()), each.endpoint())
          .ifPresent(known -> subscriptions.remove(known.arn()));
    }
  }

  private Resource resource(Desired desired, String arn) {
    Resource resource = Resource.of(arn).with("TopicArn", arn).with("TopicName", topics.name(arn));
    return desired
        .node("Subscription")
        .map(list -> resource.with(SUBSCRIBED, list))
        .orElse(resource);
  }

  /** Subscriptions that the template names no more end; those of others stay. */
  @Override
  public Resource update(Desired desired, Resource current) {
    String arn = current.physicalId();
    if (topics.find(arn).isEmpty()) {
      return create(desired);
    }
    ATTRIBUTES.forEach(
        attribute -> operations.set(arn, attribute, desired.text(attribute).orElse("")));
    topics.change(arn, topic -> topic.tagged(desired.tags()));
    Set<Endpoint> gone =
        new LinkedHashSet<>(endpoints(current.attributes().getOrDefault(SUBSCRIBED, NONE)));
    gone.removeAll(endpoints(desired));
    unsubscribe(gone, arn);
    subscribe(desired, arn);
    return resource(desired, arn);
  }

  @Override
  public void delete(Resource current) {
    operations.delete(DeleteTopicRequest.builder().topicArn(current.physicalId()).build());
  }
}
