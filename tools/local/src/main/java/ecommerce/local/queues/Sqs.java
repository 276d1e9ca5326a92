package ecommerce.local.queues;

import ecommerce.local.Account;
import ecommerce.local.Authorizer;
import ecommerce.local.Endpoints;
import ecommerce.local.Identity;
import ecommerce.local.Metrics;
import ecommerce.local.Part;
import ecommerce.local.Queues;
import ecommerce.local.Timers;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.Store;
import ecommerce.local.wire.AwsService;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * SQS: standard queues, with delays, visibility timeouts, long polling, dead-letter queues and
 * queue policies. A message that was accepted is in the store until it is deleted or too old. FIFO
 * queues, message groups and moves out of dead-letter queues are refused.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html">API
 *     reference</a>
 */
public final class Sqs implements Part, Queues {

  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  private final QueueSet queues;
  private final QueueOperations operations;
  private final Sender sender;
  private final Receiver receiver;
  private final AwsService service;
  private final Timers timers;
  private final Authorizer authorizer;
  private final QueueMeter meter;

  public Sqs(
      Account account,
      Endpoints endpoints,
      Store store,
      Timers timers,
      Authorizer authorizer,
      Metrics metrics) {
    this.meter = new QueueMeter(metrics);
    this.timers = timers;
    this.authorizer = authorizer;
    this.queues = new QueueSet(account, endpoints, store, timers);
    this.operations = new QueueOperations(account, queues, timers);
    this.sender = new Sender(account, timers, meter);
    this.receiver = new Receiver(queues, timers, meter);
    this.service =
        new SqsService(
            queues, operations, new MessageOperations(queues, sender, receiver, timers, meter));
  }

  @Override
  public List<AwsService> services() {
    return List.of(service);
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return List.of(new QueueType(queues, operations), new QueuePolicyType(operations));
  }

  /**
   * {@inheritDoc}
   *
   * @throws software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException before anything
   *     else
   * @throws ecommerce.local.AccessDenied where neither the caller's nor the queue's policy allows
   *     it
   */
  @Override
  public void send(Identity caller, String queueArn, String body, Map<String, String> attributes) {
    Queue queue = queues.byArn(queueArn).orElseThrow(Refusals::noQueue);
    authorizer.require(caller, queues.permission("sqs:SendMessage", queue.settings().name()));
    Map<String, MessageAttributeValue> values = new LinkedHashMap<>();
    attributes.forEach((name, value) -> values.put(name, Attribute.text(value).shown()));
    sender.send(
        queue,
        caller,
        SendMessageRequest.builder().messageBody(body).messageAttributes(values).build());
  }

  @Override
  public void start() {
    // Looking prunes too.
    timers.every(
        BETWEEN_LOOKS, () -> queues.all().forEach(queue -> meter.look(queue, timers.instant())));
  }

  @Override
  public void close() {
    receiver.close();
  }
}
