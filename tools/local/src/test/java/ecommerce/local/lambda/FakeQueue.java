package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** SQS with one queue, in memory; what was received is not given again. */
final class FakeQueue implements AwsService {

  static final String ARN = "arn:aws:sqs:eu-west-1:123456789012:work";

  final Set<String> deleted = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();

  void send(String body) {
    bodies.add(body);
  }

  @Override
  public Protocol protocol() {
    return new Protocol.AwsJson("sqs", "AmazonSQS", "1.0");
  }

  @Override
  public void declare(Operations on) {
    on.onJson(
        "GetQueueUrl",
        Access.anyone(),
        (call, request) ->
            JsonNodeFactory.instance
                .objectNode()
                .put("QueueUrl", "http://localhost/" + request.path("QueueName").asText()));
    on.onJson("ReceiveMessage", Access.anyone(), (call, request) -> receive(request));
    on.onJson(
        "DeleteMessageBatch",
        Access.anyone(),
        (call, request) -> {
          request
              .path("Entries")
              .forEach(entry -> deleted.add(entry.path("ReceiptHandle").asText()));
          return JsonNodeFactory.instance.objectNode();
        });
    on.onJson(
        "ChangeMessageVisibility",
        Access.anyone(),
        (call, request) -> JsonNodeFactory.instance.objectNode());
  }

  private JsonNode receive(ObjectNode request) {
    List<String> received = new ArrayList<>();
    try {
      String first = bodies.poll(request.path("WaitTimeSeconds").asInt(), TimeUnit.SECONDS);
      if (first != null) {
        received.add(first);
        bodies.drainTo(received, request.path("MaxNumberOfMessages").asInt() - 1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode messages = answer.putArray("Messages");
    for (String body : received) {
      ObjectNode message =
          messages
              .addObject()
              .put("MessageId", "id-" + body)
              .put("ReceiptHandle", body)
              .put("Body", body);
      message.putObject("Attributes").put("ApproximateReceiveCount", "1");
      message
          .putObject("MessageAttributes")
          .putObject("kind")
          .put("StringValue", "test")
          .put("DataType", "String");
    }
    return answer;
  }
}
