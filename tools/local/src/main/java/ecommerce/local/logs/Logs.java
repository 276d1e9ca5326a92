package ecommerce.local.logs;

import ecommerce.local.Account;
import ecommerce.local.LogSink;
import ecommerce.local.Metrics;
import ecommerce.local.Part;
import ecommerce.local.Timers;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudwatchlogs.model.*;

/**
 * CloudWatch Logs. Keeps up to 32 MB a group. What PutLogEvents has answered is durable; what the
 * environment itself writes (functions' lines, access logs) is within a second. Insights queries,
 * subscriptions and metric filters are not offered.
 */
public final class Logs implements Part, LogSink, AwsService {

  private final LogGroups groups;
  private final Timers timers;
  private final GroupOperations operations;
  private final EventOperations events;

  public Logs(Account account, Store store, Timers timers, Metrics metrics) {
    this.groups = new LogGroups(account, timers, store, new LogMeter(metrics));
    this.timers = timers;
    this.operations = new GroupOperations(groups);
    this.events = new EventOperations(groups, timers);
  }

  @Override
  public void write(String group, String stream, Instant time, String message) {
    groups.ensure(group, stream);
    groups.append(group, stream, time.toEpochMilli(), message);
  }

  @Override
  public List<AwsService> services() {
    return List.of(this);
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return List.of(new LogGroupType(operations, groups));
  }

  @Override
  public Protocol protocol() {
    return new Protocol.AwsJson("logs", "Logs_20140328", "1.1");
  }

  @Override
  public void declare(Operations on) {
    on.on(
        CreateLogGroupRequest::builder,
        to("CreateLogGroup", CreateLogGroupRequest::logGroupName),
        (call, q) -> operations.create(q));
    on.on(
        DeleteLogGroupRequest::builder,
        to("DeleteLogGroup", DeleteLogGroupRequest::logGroupName),
        (call, q) -> operations.delete(q));
    on.on(
        DescribeLogGroupsRequest::builder,
        Access.to("logs:DescribeLogGroups"),
        (call, q) -> operations.describe(q));
    on.on(
        PutRetentionPolicyRequest::builder,
        to("PutRetentionPolicy", PutRetentionPolicyRequest::logGroupName),
        (call, q) -> operations.putRetention(q));
    on.on(
        DeleteRetentionPolicyRequest::builder,
        to("DeleteRetentionPolicy", DeleteRetentionPolicyRequest::logGroupName),
        (call, q) -> operations.deleteRetention(q));
    on.on(
        CreateLogStreamRequest::builder,
        to("CreateLogStream", CreateLogStreamRequest::logGroupName),
        (call, q) -> operations.createStream(q));
    on.on(
        DeleteLogStreamRequest::builder,
        to("DeleteLogStream", DeleteLogStreamRequest::logGroupName),
        (call, q) -> operations.deleteStream(q));
    on.on(
        DescribeLogStreamsRequest::builder,
        to("DescribeLogStreams", q -> Refusals.group(q.logGroupName(), q.logGroupIdentifier())),
        (call, q) -> operations.describeStreams(q));
    on.on(
        PutLogEventsRequest::builder,
        Access.to(
            "logs:PutLogEvents",
            q -> groups.arn(q.logGroupName()) + ":log-stream:" + q.logStreamName()),
        (call, q) -> events.put(q));
    on.on(
        GetLogEventsRequest::builder,
        Access.to(
            "logs:GetLogEvents",
            q ->
                groups.arn(Refusals.group(q.logGroupName(), q.logGroupIdentifier()))
                    + ":log-stream:"
                    + q.logStreamName()),
        (call, q) -> events.get(q));
    on.on(
        FilterLogEventsRequest::builder,
        to("FilterLogEvents", q -> Refusals.group(q.logGroupName(), q.logGroupIdentifier())),
        (call, q) -> events.filter(q));
    on.on(
        TagResourceRequest::builder,
        Access.to("logs:TagResource", TagResourceRequest::resourceArn),
        (call, q) -> operations.tag(q));
    on.on(
        UntagResourceRequest::builder,
        Access.to("logs:UntagResource", UntagResourceRequest::resourceArn),
        (call, q) -> operations.untag(q));
    on.on(
        ListTagsForResourceRequest::builder,
        Access.to("logs:ListTagsForResource", ListTagsForResourceRequest::resourceArn),
        (call, q) -> operations.tags(q));
  }

  private <Q> Access<Q> to(String action, Function<Q, String> group) {
    return Access.to("logs:" + action, q -> groups.arn(group.apply(q)) + ":*");
  }

  @Override
  public void start() {
    timers.every(Duration.ofSeconds(1), groups::settle);
  }

  @Override
  public void close() {
    groups.close();
  }
}
