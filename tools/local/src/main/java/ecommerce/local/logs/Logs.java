package ecommerce.local.logs;

import ecommerce.local.Account;
import ecommerce.local.InvokePermissions;
import ecommerce.local.Invoker;
import ecommerce.local.LogSink;
import ecommerce.local.Metrics;
import ecommerce.local.Part;
import ecommerce.local.Permission;
import ecommerce.local.Timers;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudwatchlogs.model.*;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteQueryDefinitionRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteSubscriptionFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeQueriesRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeQueryDefinitionsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeSubscriptionFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutQueryDefinitionRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutSubscriptionFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.StartQueryRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.StopQueryRequest;

/**
 * CloudWatch Logs. Keeps up to 32 MB a group. What PutLogEvents has answered is durable; what the
 * environment itself writes (functions' lines, access logs) is within a second. Metric filters,
 * subscription filters with functions, and saved queries are kept and work; queries run in the part
 * of the language of Logs Insights that {@link InsightsQuery} tells.
 */
public final class Logs implements Part, LogSink, AwsService {

  private final LogGroups groups;
  private final Timers timers;
  private final GroupOperations operations;
  private final EventOperations events;
  private final MetricFilters metricFilters;
  private final SubscriptionFilters subscriptions;
  private final QueryDefinitions queries;
  private final InsightsRuns runs;

  /**
   * @param functions takes lines; not before this part is started, as {@code permissions}, which
   *     says whether it may
   */
  public Logs(
      Account account,
      Store store,
      Timers timers,
      Metrics metrics,
      Invoker functions,
      InvokePermissions permissions) {
    this.groups = new LogGroups(account, timers, store, new LogMeter(metrics));
    this.timers = timers;
    this.metricFilters = new MetricFilters(groups, store, metrics, timers);
    this.operations = new GroupOperations(groups, metricFilters);
    this.events = new EventOperations(groups, timers);
    this.subscriptions =
        new SubscriptionFilters(account, groups, store, functions, permissions, timers);
    this.queries = new QueryDefinitions(store, timers);
    this.runs = new InsightsRuns(account, groups, timers);
    groups.follow(List.of(metricFilters, subscriptions));
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
    List<ResourceType> types = new ArrayList<>(FilterTypes.of(metricFilters, subscriptions));
    types.add(new LogGroupType(operations, groups));
    types.add(new QueryDefinitionType(queries));
    return types;
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
    declareFilters(on);
    declareQueries(on);
  }

  private void declareFilters(Operations on) {
    on.on(
        PutMetricFilterRequest::builder,
        to("PutMetricFilter", PutMetricFilterRequest::logGroupName),
        (call, q) -> metricFilters.put(q));
    on.on(
        DescribeMetricFiltersRequest::builder,
        Access.to("logs:DescribeMetricFilters"),
        (call, q) -> metricFilters.describe(q));
    on.on(
        DeleteMetricFilterRequest::builder,
        to("DeleteMetricFilter", DeleteMetricFilterRequest::logGroupName),
        (call, q) -> metricFilters.delete(q));
    on.on(
        PutSubscriptionFilterRequest::builder,
        to("PutSubscriptionFilter", PutSubscriptionFilterRequest::logGroupName),
        (call, q) -> subscriptions.put(q));
    on.on(
        DescribeSubscriptionFiltersRequest::builder,
        to("DescribeSubscriptionFilters", DescribeSubscriptionFiltersRequest::logGroupName),
        (call, q) -> subscriptions.describe(q));
    on.on(
        DeleteSubscriptionFilterRequest::builder,
        to("DeleteSubscriptionFilter", DeleteSubscriptionFilterRequest::logGroupName),
        (call, q) -> subscriptions.delete(q));
  }

  private void declareQueries(Operations on) {
    on.on(
        PutQueryDefinitionRequest::builder,
        Access.to("logs:PutQueryDefinition"),
        (call, q) -> queries.put(q));
    on.on(
        DescribeQueryDefinitionsRequest::builder,
        Access.to("logs:DescribeQueryDefinitions"),
        (call, q) -> queries.describe(q));
    on.on(
        DeleteQueryDefinitionRequest::builder,
        Access.to("logs:DeleteQueryDefinition"),
        (call, q) -> queries.delete(q));
    on.on(
        StartQueryRequest::builder,
        q ->
            InsightsRuns.groups(q).stream()
                .map(group -> Permission.of("logs:StartQuery", groups.arn(group) + ":*"))
                .toList(),
        (call, q) -> runs.start(q));
    on.on(
        GetQueryResultsRequest::builder,
        Access.to("logs:GetQueryResults"),
        (call, q) -> runs.results(q));
    on.on(StopQueryRequest::builder, Access.to("logs:StopQuery"), (call, q) -> runs.stop(q));
    on.on(
        DescribeQueriesRequest::builder,
        Access.to("logs:DescribeQueries"),
        (call, q) -> runs.describe(q));
  }

  private <Q> Access<Q> to(String action, Function<Q, String> group) {
    return Access.to("logs:" + action, q -> groups.arn(group.apply(q)) + ":*");
  }

  @Override
  public void start() {
    timers.every(Duration.ofSeconds(1), groups::settle);
    timers.every(Duration.ofSeconds(1), subscriptions::settle);
  }

  @Override
  public void close() {
    subscriptions.settle();
    groups.close();
  }
}
