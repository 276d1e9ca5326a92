package ecommerce.local.functions;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A function that reads a table, as it may, and then tries what its role does not allow. Answers
 * with what it was told.
 */
public final class Overreach {

  private final DynamoDbClient tables = DynamoDbClient.create();
  private final EventBridgeClient events = EventBridgeClient.create();
  private final SqsClient queues = SqsClient.create();
  private final CloudWatchLogsClient logs = CloudWatchLogsClient.create();

  private String request;

  public Map<String, String> reach() {
    Map<String, AttributeValue> key = Map.of("id", AttributeValue.fromS("1"));
    String table = System.getenv("TABLE");
    Map<String, String> told = new LinkedHashMap<>();
    told.put("read", outcome(() -> tables.getItem(get -> get.tableName(table).key(key))));
    told.put("write", outcome(() -> tables.putItem(put -> put.tableName(table).item(key))));
    told.put(
        "event",
        outcome(
            () ->
                events.putEvents(
                    put -> put.entries(e -> e.source("a").detailType("b").detail("{}")))));
    told.put("eventRequest", request);
    told.put(
        "message",
        outcome(
            () ->
                queues.sendMessage(
                    send -> send.queueUrl(System.getenv("QUEUE")).messageBody("m"))));
    told.put("log", outcome(() -> logs.createLogGroup(create -> create.logGroupName("/mine"))));
    return told;
  }

  private String outcome(Runnable call) {
    try {
      call.run();
      return "done";
    } catch (AwsServiceException e) {
      System.out.println(e.getMessage());
      request = e.requestId();
      return e.awsErrorDetails().errorCode();
    }
  }
}
