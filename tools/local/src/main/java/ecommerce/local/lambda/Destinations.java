package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.Api;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import ecommerce.local.Queues;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Sends records of results to where a configuration says, with the function's role: SQS, SNS,
 * EventBridge, another function.
 */
final class Destinations {

  private final Api api;
  private final Queues queues;
  private final FunctionRoles roles;

  Destinations(Api api, Queues queues, FunctionRoles roles) {
    this.api = api;
    this.queues = queues;
    this.roles = roles;
  }

  /** Refuses a destination that this environment cannot reach. */
  static void check(String arn) {
    String service = arn == null ? "" : service(arn);
    boolean known =
        switch (service) {
          case "sqs", "sns", "lambda", "events" -> true;
          default -> false;
        };
    if (arn != null && !arn.isEmpty() && !known) {
      throw FunctionChecks.invalid(
          "The destination ARN "
              + arn
              + " is not supported by this environment: SQS queues, SNS topics, functions and event"
              + " buses are");
    }
  }

  /** Refuses what cannot take failed batches or dead letters. */
  static void checkQueue(String arn, String member) {
    if (arn != null
        && !arn.isEmpty()
        && !service(arn).equals("sqs")
        && !service(arn).equals("sns")) {
      throw FunctionChecks.invalid(
          member
              + " "
              + arn
              + " is not supported by this environment: SQS queues and SNS topics are");
    }
  }

  /**
   * @param success what EventBridge's detail type says
   */
  void send(Function function, String arn, ObjectNode record, boolean success, Invoker invoker) {
    Identity role = roles.identity(function);
    switch (service(arn)) {
      case "sqs" -> queues.send(role, arn, record.toString(), Map.of());
      case "sns" -> publish(role, arn, record.toString(), Map.of());
      case "lambda" ->
          invoker.enqueue(role, arn, record.toString().getBytes(StandardCharsets.UTF_8));
      case "events" -> event(role, function, arn, record, success);
      default -> throw new IllegalStateException("no destination of this kind: " + arn);
    }
  }

  void deadLetter(Function function, String arn, String body, Map<String, String> attributes) {
    Identity role = roles.identity(function);
    if (service(arn).equals("sns")) {
      publish(role, arn, body, attributes);
    } else {
      queues.send(role, arn, body, attributes);
    }
  }

  private void publish(
      Identity role, String topicArn, String message, Map<String, String> attributes) {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("TopicArn", topicArn);
    request.put("Message", message);
    ObjectNode values = request.putObject("MessageAttributes");
    attributes.forEach(
        (name, value) ->
            values.putObject(name).put("DataType", "String").put("StringValue", value));
    api.call(role, "sns", "Publish", request);
  }

  private void event(
      Identity role, Function function, String bus, ObjectNode record, boolean success) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    ObjectNode entry = request.putArray("Entries").addObject();
    entry.put("Source", "lambda");
    entry.put(
        "DetailType", "Lambda Function Invocation Result - " + (success ? "Success" : "Failure"));
    entry.put("Detail", record.toString()).put("EventBusName", bus);
    entry.putArray("Resources").add(bus).add(function.versionArn());
    if (api.call(role, "events", "PutEvents", request).path("FailedEntryCount").asInt() > 0) {
      throw new IllegalStateException("the event bus " + bus + " refused the record");
    }
  }

  private static String service(String arn) {
    String[] parts = arn.split(":", 6);
    return parts.length == 6 && parts[1].equals(Account.PARTITION) ? parts[2] : "";
  }
}
