package ecommerce.local.queues;

import ecommerce.local.Permission;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;

/** SQS on the wire. */
final class SqsService implements AwsService {

  private static final String OLDER = "AWS.SimpleQueueService.";

  /** Where the code of the older protocol is not that of the newer. */
  private static final Map<String, String> OLDER_CODES =
      Map.of(
          "QueueDoesNotExist", OLDER + "NonExistentQueue",
          "QueueNameExists", "QueueAlreadyExists",
          "BatchEntryIdsNotDistinct", OLDER + "BatchEntryIdsNotDistinct",
          "BatchRequestTooLong", OLDER + "BatchRequestTooLong",
          "EmptyBatchRequest", OLDER + "EmptyBatchRequest",
          "InvalidBatchEntryId", OLDER + "InvalidBatchEntryId",
          "MessageNotInflight", OLDER + "MessageNotInflight",
          "PurgeQueueInProgress", OLDER + "PurgeQueueInProgress",
          "TooManyEntriesInBatchRequest", OLDER + "TooManyEntriesInBatchRequest",
          "UnsupportedOperation", OLDER + "UnsupportedOperation");

  private final QueueSet queues;
  private final QueueOperations operations;
  private final MessageOperations messages;

  SqsService(QueueSet queues, QueueOperations operations, MessageOperations messages) {
    this.queues = queues;
    this.operations = operations;
    this.messages = messages;
  }

  @Override
  public Protocol protocol() {
    return new Protocol.AwsJson("sqs", "AmazonSQS", "1.0").withQueryErrors(OLDER_CODES);
  }

  @Override
  public void declare(Operations on) {
    on.on(CreateQueueRequest::builder, this::creation, (c, r) -> operations.create(r));
    on.on(
        DeleteQueueRequest::builder,
        to("DeleteQueue", DeleteQueueRequest::queueUrl),
        (c, r) -> operations.delete(r));
    on.on(
        GetQueueUrlRequest::builder,
        r -> List.of(queues.permission("sqs:GetQueueUrl", r.queueName())),
        (c, r) -> operations.url(r));
    on.on(ListQueuesRequest::builder, Access.to("sqs:ListQueues"), (c, r) -> operations.list(r));
    on.on(
        ListDeadLetterSourceQueuesRequest::builder,
        to("ListDeadLetterSourceQueues", ListDeadLetterSourceQueuesRequest::queueUrl),
        (c, r) -> operations.deadLetterSources(r));
    on.on(
        GetQueueAttributesRequest::builder,
        to("GetQueueAttributes", GetQueueAttributesRequest::queueUrl),
        (c, r) -> operations.attributes(r));
    on.on(
        SetQueueAttributesRequest::builder,
        to("SetQueueAttributes", SetQueueAttributesRequest::queueUrl),
        (c, r) -> operations.setAttributes(r));
    on.on(
        PurgeQueueRequest::builder,
        to("PurgeQueue", PurgeQueueRequest::queueUrl),
        (c, r) -> operations.purge(r));
    on.on(
        TagQueueRequest::builder,
        to("TagQueue", TagQueueRequest::queueUrl),
        (c, r) -> operations.tag(r));
    on.on(
        UntagQueueRequest::builder,
        to("UntagQueue", UntagQueueRequest::queueUrl),
        (c, r) -> operations.untag(r));
    on.on(
        ListQueueTagsRequest::builder,
        to("ListQueueTags", ListQueueTagsRequest::queueUrl),
        (c, r) -> operations.tags(r));
    declareMessages(on);
  }

  private void declareMessages(Operations on) {
    on.on(
        SendMessageRequest::builder,
        to("SendMessage", SendMessageRequest::queueUrl),
        (c, r) -> messages.send(c.caller(), r));
    on.on(
        SendMessageBatchRequest::builder,
        to("SendMessage", SendMessageBatchRequest::queueUrl),
        (c, r) -> messages.sendAll(c.caller(), r));
    on.on(
        ReceiveMessageRequest::builder,
        to("ReceiveMessage", ReceiveMessageRequest::queueUrl),
        (c, r) -> messages.receive(r));
    on.on(
        DeleteMessageRequest::builder,
        to("DeleteMessage", DeleteMessageRequest::queueUrl),
        (c, r) -> messages.delete(r));
    on.on(
        DeleteMessageBatchRequest::builder,
        to("DeleteMessage", DeleteMessageBatchRequest::queueUrl),
        (c, r) -> messages.deleteAll(r));
    on.on(
        ChangeMessageVisibilityRequest::builder,
        to("ChangeMessageVisibility", ChangeMessageVisibilityRequest::queueUrl),
        (c, r) -> messages.changeVisibility(r));
    on.on(
        ChangeMessageVisibilityBatchRequest::builder,
        to("ChangeMessageVisibility", ChangeMessageVisibilityBatchRequest::queueUrl),
        (c, r) -> messages.changeVisibilityOfAll(r));
  }

  private List<Permission> creation(CreateQueueRequest request) {
    Permission create = queues.permission("sqs:CreateQueue", request.queueName());
    return request.tags().isEmpty()
        ? List.of(create)
        : List.of(create, queues.permission("sqs:TagQueue", request.queueName()));
  }

  private <Q> Access<Q> to(String action, Function<Q, String> url) {
    return request -> List.of(queues.permission("sqs:" + action, queues.name(url.apply(request))));
  }
}
