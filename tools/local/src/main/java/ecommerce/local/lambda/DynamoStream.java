package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Api;
import ecommerce.local.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A DynamoDB stream, read with the function's role. */
record DynamoStream(Api api, Supplier<Identity> reader, String arn) {

  private static final String SERVICE = "dynamodbstreams";

  /**
   * @param closed whether nothing will be added to it
   */
  record Shard(String id, Optional<String> parent, boolean closed) {}

  /**
   * @param next the next iterator; empty at the end of a closed shard
   */
  record Batch(List<ObjectNode> records, Optional<String> next) {}

  List<Shard> shards() {
    List<Shard> shards = new ArrayList<>();
    String last = null;
    do {
      ObjectNode request = JsonNodeFactory.instance.objectNode().put("StreamArn", arn);
      if (last != null) {
        request.put("ExclusiveStartShardId", last);
      }
      JsonNode description = call("DescribeStream", request).path("StreamDescription");
      for (JsonNode shard : description.path("Shards")) {
        shards.add(
            new Shard(
                shard.path("ShardId").asText(),
                Optional.ofNullable(shard.get("ParentShardId")).map(JsonNode::asText),
                shard.path("SequenceNumberRange").hasNonNull("EndingSequenceNumber")));
      }
      last = description.path("LastEvaluatedShardId").asText(null);
    } while (last != null);
    return shards;
  }

  /** An iterator behind a record, or at the shard's beginning. */
  String iterator(String shard, Optional<String> after) {
    ObjectNode request =
        JsonNodeFactory.instance.objectNode().put("StreamArn", arn).put("ShardId", shard);
    request.put("ShardIteratorType", after.isPresent() ? "AFTER_SEQUENCE_NUMBER" : "TRIM_HORIZON");
    after.ifPresent(number -> request.put("SequenceNumber", number));
    return call("GetShardIterator", request).path("ShardIterator").asText();
  }

  Batch records(String iterator, int most) {
    ObjectNode request =
        JsonNodeFactory.instance.objectNode().put("ShardIterator", iterator).put("Limit", most);
    JsonNode answer = call("GetRecords", request);
    List<ObjectNode> records = new ArrayList<>();
    for (JsonNode record : answer.path("Records")) {
      ObjectNode copy = record.deepCopy();
      records.add(copy.put("eventSourceARN", arn));
    }
    return new Batch(
        records,
        Optional.ofNullable(answer.get("NextShardIterator"))
            .filter(next -> !next.isNull())
            .map(JsonNode::asText));
  }

  /** Of what an open shard holds now; empty where it holds nothing. */
  Optional<String> lastSequenceNumber(String shard) {
    Optional<String> last = Optional.empty();
    Optional<String> iterator = Optional.of(iterator(shard, Optional.empty()));
    while (iterator.isPresent()) {
      Batch batch = records(iterator.get(), 1000);
      if (batch.records().isEmpty()) {
        break;
      }
      last = Optional.of(sequenceNumber(batch.records().getLast()));
      iterator = batch.next();
    }
    return last;
  }

  static String sequenceNumber(JsonNode record) {
    return record.path("dynamodb").path("SequenceNumber").asText();
  }

  private JsonNode call(String operation, ObjectNode request) {
    return api.call(reader.get(), SERVICE, operation, request);
  }
}
