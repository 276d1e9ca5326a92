package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Api;
import ecommerce.local.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** An SQS queue, read with the function's role. */
record SqsQueue(Api api, Supplier<Identity> reader, String arn) {

  private static final int MOST = 10;

  String name() {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  boolean fifo() {
    return name().endsWith(".fifo");
  }

  String url() {
    return call("GetQueueUrl", JsonNodeFactory.instance.objectNode().put("QueueName", name()))
        .path("QueueUrl")
        .asText();
  }

  /** Up to ten messages; waits for one. */
  List<JsonNode> receive(String url, int most, int waitSeconds) {
    ObjectNode request =
        request(url)
            .put("MaxNumberOfMessages", Math.min(MOST, most))
            .put("WaitTimeSeconds", waitSeconds);
    request.putArray("MessageSystemAttributeNames").add("All");
    request.putArray("MessageAttributeNames").add("All");
    List<JsonNode> messages = new ArrayList<>();
    call("ReceiveMessage", request).path("Messages").forEach(messages::add);
    return messages;
  }

  void delete(String url, List<JsonNode> messages) {
    for (int from = 0; from < messages.size(); from += MOST) {
      ObjectNode request = request(url);
      ArrayNode entries = request.putArray("Entries");
      for (JsonNode message : messages.subList(from, Math.min(messages.size(), from + MOST))) {
        entries
            .addObject()
            .put("Id", "m" + entries.size())
            .put("ReceiptHandle", message.path("ReceiptHandle").asText());
      }
      call("DeleteMessageBatch", request);
    }
  }

  /** Makes messages visible to others again. */
  void giveBack(String url, List<JsonNode> messages) {
    for (JsonNode message : messages) {
      call(
          "ChangeMessageVisibility",
          request(url)
              .put("ReceiptHandle", message.path("ReceiptHandle").asText())
              .put("VisibilityTimeout", 0));
    }
  }

  private static ObjectNode request(String url) {
    return JsonNodeFactory.instance.objectNode().put("QueueUrl", url);
  }

  private JsonNode call(String operation, ObjectNode request) {
    return api.call(reader.get(), "sqs", operation, request);
  }
}
