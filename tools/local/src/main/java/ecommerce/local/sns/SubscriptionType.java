package ecommerce.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;

/**
 * {@code AWS::SNS::Subscription}. One that is to be confirmed is pending when the stack is done.
 */
final class SubscriptionType implements ResourceType {

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "RawMessageDelivery",
          "FilterPolicy",
          "FilterPolicyScope",
          "RedrivePolicy",
          "DeliveryPolicy");

  private final SubscriptionSet subscriptions;
  private final SubscriptionOperations operations;

  SubscriptionType(SubscriptionSet subscriptions, SubscriptionOperations operations) {
    this.subscriptions = subscriptions;
    this.operations = operations;
  }

  @Override
  public String name() {
    return "AWS::SNS::Subscription";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "TopicArn",
        "Protocol",
        "Endpoint",
        "RawMessageDelivery",
        "FilterPolicy.**",
        "FilterPolicyScope",
        "RedrivePolicy.**",
        "DeliveryPolicy.**");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("TopicArn", "Protocol", "Endpoint");
  }

  /** With its attributes from the beginning, so that nothing passes that its filter holds back. */
  @Override
  public Resource create(Desired desired) {
    String arn =
        operations
            .subscribe(
                SubscribeRequest.builder()
                    .topicArn(desired.required("TopicArn"))
                    .protocol(desired.required("Protocol"))
                    .endpoint(desired.required("Endpoint"))
                    .attributes(attributes(desired))
                    .returnSubscriptionArn(true)
                    .build())
            .subscriptionArn();
    return resource(arn);
  }

  /** With what the template does not name any more, which goes back to the default. */
  private static Map<String, String> attributes(Desired desired) {
    Map<String, String> attributes = new HashMap<>();
    ATTRIBUTES.forEach(
        name -> attributes.put(name, desired.node(name).map(SubscriptionType::text).orElse("")));
    return attributes;
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    if (subscriptions.find(current.physicalId()).isEmpty()) {
      return create(desired);
    }
    operations.set(current.physicalId(), attributes(desired));
    return resource(current.physicalId());
  }

  private static Resource resource(String arn) {
    return Resource.of(arn).with("Arn", arn);
  }

  @Override
  public void delete(Resource current) {
    subscriptions.remove(current.physicalId());
  }
}
