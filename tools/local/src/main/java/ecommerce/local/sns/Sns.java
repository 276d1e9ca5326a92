package ecommerce.local.sns;

import ecommerce.local.Account;
import ecommerce.local.Api;
import ecommerce.local.Authorizer;
import ecommerce.local.Endpoints;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import ecommerce.local.LogSink;
import ecommerce.local.Metrics;
import ecommerce.local.Part;
import ecommerce.local.Permission;
import ecommerce.local.Timers;
import ecommerce.local.Topics;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.Store;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.PathService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SNS: standard topics, with queues, functions, HTTP endpoints and mail addresses that subscribe;
 * filter policies, retries, dead letters, topic policies. A message that was published is in the
 * store until each subscription has taken it or given up. FIFO topics, SMS, mobile push, Firehose,
 * data protection and delivery status logs are refused by name; mail is not sent, but written to
 * the log group {@code /aws/sns/mail}.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/welcome.html">API reference</a>
 */
public final class Sns implements Part, Topics {

  private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);
  private static final String CLOUDWATCH = "cloudwatch.amazonaws.com";

  private final Timers timers;
  private final Authorizer authorizer;
  private final TopicSet topics;
  private final SubscriptionSet subscriptions;
  private final Channels channels;
  private final Deliveries deliveries;
  private final Publishing publishing;
  private final AwsService service;
  private final PathService links;
  private final List<ResourceType> types;

  /**
   * @param api SQS is called through it
   */
  public Sns(
      Account account,
      Endpoints endpoints,
      Store store,
      Timers timers,
      Authorizer authorizer,
      Api api,
      Invoker functions,
      LogSink logs,
      Metrics metrics) {
    this.timers = timers;
    this.authorizer = authorizer;
    this.topics = new TopicSet(account, store);
    this.subscriptions = new SubscriptionSet(store);
    SnsMeter meter = new SnsMeter(metrics);
    Signer signer = new Signer(store);
    Envelopes envelopes = new Envelopes(new Links(endpoints), signer);
    this.channels =
        new Channels(account, endpoints, timers, api, functions, logs, topics, envelopes);
    this.deliveries = new Deliveries(store, timers, topics, subscriptions, channels, meter);
    this.publishing = new Publishing(topics, subscriptions, deliveries, meter, timers);
    TopicOperations ofTopics = new TopicOperations(topics, subscriptions, timers);
    SubscriptionOperations ofSubscriptions =
        new SubscriptionOperations(topics, subscriptions, deliveries, timers);
    this.service = new SnsApi(topics, ofTopics, ofSubscriptions, publishing);
    this.links = new LinkService(signer, ofSubscriptions);
    this.types =
        List.of(
            new TopicType(topics, subscriptions, ofTopics, ofSubscriptions),
            new TopicPolicyType(ofTopics),
            new SubscriptionType(subscriptions, ofSubscriptions));
  }

  /**
   * As on AWS, CloudWatch acts for the owner of the topic: the policy that topics begin with is
   * enough for it.
   */
  @Override
  public void publish(
      Identity caller,
      String topicArn,
      Optional<String> subject,
      String message,
      Map<String, String> attributes) {
    topics.require(topicArn);
    Permission permission = topics.permission("sns:Publish", topicArn);
    authorizer.require(
        caller,
        caller instanceof Identity.Service by && by.principal().equals(CLOUDWATCH)
            ? permission.with("aws:SourceOwner", List.of(by.sourceAccount()))
            : permission);
    publishing.publish(topicArn, subject, message, attributes);
  }

  @Override
  public List<AwsService> services() {
    return List.of(service);
  }

  @Override
  public List<PathService> paths() {
    return List.of(links);
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return types;
  }

  @Override
  public void start() {
    deliveries.resume();
    timers.every(BETWEEN_LOOKS, () -> subscriptions.prune(timers.instant()));
  }

  @Override
  public void close() {
    deliveries.close();
    channels.close();
  }
}
