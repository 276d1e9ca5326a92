package ecommerce.local.cloudwatch;

import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.*;

/** CloudWatch's operations, in one of the protocols in which its clients ask. */
record CloudWatchApi(
    Protocol protocol,
    AlarmBook book,
    DataOperations data,
    AlarmOperations alarms,
    Dashboards dashboards,
    Tagging tagging)
    implements AwsService {

  private static final String NAME = "monitoring";
  private static final String SHAPE = "GraniteServiceVersion20100801";

  /** The Java SDK and the older CLI ask by Query, boto3 in CBOR, others in JSON. */
  static List<AwsService> inEveryProtocol(
      AlarmBook book,
      DataOperations data,
      AlarmOperations alarms,
      Dashboards dashboards,
      Tagging tagging) {
    return Stream.of(
            new Protocol.RpcCbor(NAME, SHAPE, Refusals.QUERY_CODES),
            new Protocol.AwsJson(NAME, SHAPE, "1.0").withQueryErrors(Refusals.QUERY_CODES),
            new Protocol.Query(
                NAME,
                "http://monitoring.amazonaws.com/doc/2010-08-01/",
                "2010-08-01",
                Refusals.QUERY_CODES))
        .<AwsService>map(
            protocol -> new CloudWatchApi(protocol, book, data, alarms, dashboards, tagging))
        .toList();
  }

  @Override
  public void declare(Operations on) {
    metrics(on);
    alarms(on);
    on.on(
        PutDashboardRequest::builder,
        Access.to("cloudwatch:PutDashboard", q -> dashboards.arn(q.dashboardName())),
        (call, q) -> dashboards.put(q));
    on.on(
        GetDashboardRequest::builder,
        Access.to("cloudwatch:GetDashboard", q -> dashboards.arn(q.dashboardName())),
        (call, q) -> dashboards.get(q));
    on.on(
        ListDashboardsRequest::builder,
        Access.to("cloudwatch:ListDashboards"),
        (call, q) -> dashboards.list(q));
    on.on(
        DeleteDashboardsRequest::builder,
        q ->
            q.dashboardNames().stream()
                .map(dashboards::arn)
                .map(arn -> ecommerce.local.Permission.of("cloudwatch:DeleteDashboards", arn))
                .toList(),
        (call, q) -> dashboards.delete(q));
    on.on(
        TagResourceRequest::builder,
        Access.to("cloudwatch:TagResource", TagResourceRequest::resourceARN),
        (call, q) -> tagging.tag(q));
    on.on(
        UntagResourceRequest::builder,
        Access.to("cloudwatch:UntagResource", UntagResourceRequest::resourceARN),
        (call, q) -> tagging.untag(q));
    on.on(
        ListTagsForResourceRequest::builder,
        Access.to("cloudwatch:ListTagsForResource", ListTagsForResourceRequest::resourceARN),
        (call, q) -> tagging.list(q));
  }

  private void metrics(Operations on) {
    on.on(
        PutMetricDataRequest::builder,
        q ->
            List.of(
                ecommerce.local.Permission.of("cloudwatch:PutMetricData", "*")
                    .with("cloudwatch:namespace", List.of(q.namespace()))),
        (call, q) -> data.put(q));
    on.on(
        GetMetricDataRequest::builder,
        Access.to("cloudwatch:GetMetricData"),
        (call, q) -> data.get(q));
    on.on(
        GetMetricStatisticsRequest::builder,
        Access.to("cloudwatch:GetMetricStatistics"),
        (call, q) -> data.statistics(q));
    on.on(
        ListMetricsRequest::builder,
        Access.to("cloudwatch:ListMetrics"),
        (call, q) -> data.list(q));
  }

  private void alarms(Operations on) {
    on.on(
        PutMetricAlarmRequest::builder,
        Access.to("cloudwatch:PutMetricAlarm", q -> book.arn(q.alarmName())),
        (call, q) -> alarms.put(q));
    on.on(
        PutCompositeAlarmRequest::builder,
        Access.to("cloudwatch:PutCompositeAlarm", q -> book.arn(q.alarmName())),
        (call, q) -> alarms.put(q));
    on.on(
        DescribeAlarmsRequest::builder,
        Access.to("cloudwatch:DescribeAlarms"),
        (call, q) -> alarms.describe(q));
    on.on(
        DescribeAlarmsForMetricRequest::builder,
        Access.to("cloudwatch:DescribeAlarmsForMetric"),
        (call, q) -> alarms.describe(q));
    on.on(
        DescribeAlarmHistoryRequest::builder,
        Access.to("cloudwatch:DescribeAlarmHistory"),
        (call, q) -> alarms.history(q));
    on.on(
        SetAlarmStateRequest::builder,
        Access.to("cloudwatch:SetAlarmState", q -> book.arn(q.alarmName())),
        (call, q) -> alarms.set(q));
    on.on(
        DeleteAlarmsRequest::builder,
        q -> each("cloudwatch:DeleteAlarms", q.alarmNames()),
        (call, q) -> alarms.delete(q));
    on.on(
        EnableAlarmActionsRequest::builder,
        q -> each("cloudwatch:EnableAlarmActions", q.alarmNames()),
        (call, q) -> alarms.enable(q));
    on.on(
        DisableAlarmActionsRequest::builder,
        q -> each("cloudwatch:DisableAlarmActions", q.alarmNames()),
        (call, q) -> alarms.disable(q));
  }

  private List<ecommerce.local.Permission> each(String action, List<String> names) {
    return names.stream()
        .map(name -> ecommerce.local.Permission.of(action, book.arn(name)))
        .toList();
  }
}
