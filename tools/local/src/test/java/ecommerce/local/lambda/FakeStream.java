package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Identity;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Fault;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** DynamoDB Streams with one stream of one shard, in memory. */
final class FakeStream implements AwsService {

  static final String ARN =
      "arn:aws:dynamodb:eu-west-1:123456789012:table/things/stream/2025-01-01T00:00:00.000";

  final List<ObjectNode> records = new CopyOnWriteArrayList<>();
  final List<Identity> callers = new CopyOnWriteArrayList<>();

  void add(String id, String eventName, String status) {
    add(id, eventName, status, System.currentTimeMillis() / 1000.0);
  }

  void add(String id, String eventName, String status, double time) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record
        .put("eventID", "e" + records.size())
        .put("eventName", eventName)
        .put("eventVersion", "1.1");
    record.put("eventSource", "aws:dynamodb").put("awsRegion", "eu-west-1");
    ObjectNode change = record.putObject("dynamodb");
    change.put("ApproximateCreationDateTime", time);
    change.putObject("Keys").putObject("id").put("S", id);
    ObjectNode image = change.putObject("NewImage");
    image.putObject("id").put("S", id);
    image.putObject("status").put("S", status);
    change.put("SequenceNumber", String.format("%021d", records.size() + 1)).put("SizeBytes", 10);
    change.put("StreamViewType", "NEW_AND_OLD_IMAGES");
    records.add(record);
  }

  @Override
  public Protocol protocol() {
    return new Protocol.AwsJson("dynamodb", "DynamoDBStreams_20120810", "1.0");
  }

  @Override
  public void declare(Operations on) {
    on.onJson(
        "DescribeStream",
        Access.anyone(),
        (call, request) -> {
          callers.add(call.caller());
          return describe(request);
        });
    on.onJson("GetShardIterator", Access.anyone(), (call, request) -> iterator(request));
    on.onJson("GetRecords", Access.anyone(), (call, request) -> read(request));
  }

  private static JsonNode describe(ObjectNode request) {
    if (!request.path("StreamArn").asText().equals(ARN)) {
      throw new Fault(
          "ResourceNotFoundException", 400, "Requested resource not found: Stream not found");
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode shard =
        answer
            .putObject("StreamDescription")
            .putArray("Shards")
            .addObject()
            .put("ShardId", "shardId-1");
    shard.putObject("SequenceNumberRange").put("StartingSequenceNumber", "0");
    return answer;
  }

  private static JsonNode iterator(ObjectNode request) {
    boolean after = request.path("ShardIteratorType").asText().equals("AFTER_SEQUENCE_NUMBER");
    return JsonNodeFactory.instance
        .objectNode()
        .put("ShardIterator", after ? request.path("SequenceNumber").asText() : "0");
  }

  private JsonNode read(ObjectNode request) {
    int from = Integer.parseInt(request.path("ShardIterator").asText());
    int to = Math.min(records.size(), from + request.path("Limit").asInt());
    ObjectNode answer =
        JsonNodeFactory.instance.objectNode().put("NextShardIterator", Integer.toString(to));
    answer.putArray("Records").addAll(records.subList(from, to));
    return answer;
  }
}
