package ecommerce.local.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;

/**
 * DynamoDB Streams' API. Records stay a day; they say this account's region, and to the second when
 * they were written.
 */
final class StreamsService implements AwsService {

  private final EngineCalls calls;
  private final TableAccess access;
  private final String region;

  StreamsService(EngineCalls calls, TableAccess access, String region) {
    this.calls = calls;
    this.access = access;
    this.region = region;
  }

  @Override
  public Protocol protocol() {
    return new Protocol.AwsJson("dynamodb", "DynamoDBStreams_20120810", "1.0");
  }

  @Override
  public void declare(Operations on) {
    on.onJson(
        "ListStreams",
        Access.to("dynamodb:ListStreams"),
        (call, request) ->
            calls.described(
                request, ListStreamsRequest::builder, (db, q) -> db.streams().listStreams(q)));
    on.onJson(
        "DescribeStream",
        access.arn("DescribeStream", "StreamArn"),
        (call, request) ->
            calls.described(
                request,
                DescribeStreamRequest::builder,
                (db, q) -> db.streams().describeStream(q)));
    on.onJson(
        "GetShardIterator",
        access.arn("GetShardIterator", "StreamArn"),
        (call, request) ->
            calls.described(
                request,
                GetShardIteratorRequest::builder,
                (db, q) -> db.streams().getShardIterator(q)));
    on.onJson("GetRecords", access.iterator("GetRecords"), (call, request) -> records(request));
  }

  private ObjectNode records(ObjectNode request) {
    return calls.described(request, GetRecordsRequest::builder, this::records);
  }

  private GetRecordsResponse records(Engine engine, GetRecordsRequest request) {
    GetRecordsResponse answer = engine.streams().getRecords(request);
    String stream = request.shardIterator().substring(0, request.shardIterator().indexOf('|'));
    return answer.toBuilder()
        .records(
            engine.times().precise(stream, answer.records()).stream()
                .map(record -> record.toBuilder().awsRegion(region).build())
                .toList())
        .build();
  }
}
