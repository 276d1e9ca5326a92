package ecommerce.local.cloudwatch;

import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/**
 * What an alarm looks at: one series, of a metric or of an expression.
 *
 * @param period in seconds
 * @param statistic as its reason's data name it; empty for an expression
 */
record AlarmQuery(List<MetricDataQuery> queries, int period, String statistic) {

  AlarmQuery {
    queries = List.copyOf(queries);
  }

  static AlarmQuery of(PutMetricAlarmRequest alarm) {
    if (alarm.hasMetrics()) {
      int period =
          alarm.metrics().stream()
              .filter(query -> query.metricStat() != null)
              .mapToInt(query -> query.metricStat().period())
              .min()
              .orElse(60);
      return new AlarmQuery(alarm.metrics(), period, "");
    }
    String statistic =
        alarm.statisticAsString() == null ? alarm.extendedStatistic() : alarm.statisticAsString();
    MetricStat stat =
        MetricStat.builder()
            .metric(
                Metric.builder()
                    .namespace(alarm.namespace())
                    .metricName(alarm.metricName())
                    .dimensions(alarm.dimensions())
                    .build())
            .period(alarm.period())
            .stat(statistic)
            .unit(alarm.unitAsString())
            .build();
    return new AlarmQuery(
        List.of(MetricDataQuery.builder().id("m1").metricStat(stat).returnData(true).build()),
        alarm.period(),
        statistic);
  }
}
