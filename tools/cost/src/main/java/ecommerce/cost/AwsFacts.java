package ecommerce.cost;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;

/** What AWS, or the local environment, knows of resources. */
public record AwsFacts(
    LambdaClient lambda, ApiGatewayClient apiGateway, CloudWatchClient cloudWatch)
    implements Facts {

  @Override
  public Function function(String name) {
    GetFunctionConfigurationResponse function =
        lambda.getFunctionConfiguration(q -> q.functionName(name));
    String architecture = function.architecturesAsStrings().stream().findFirst().orElse("x86_64");
    return new Function(function.memorySize(), architecture);
  }

  @Override
  public String apiName(String apiId) {
    return apiGateway.getRestApi(q -> q.restApiId(apiId)).name();
  }

  @Override
  public int metricsOfAlarm(String name) {
    List<MetricAlarm> found = cloudWatch.describeAlarms(q -> q.alarmNames(name)).metricAlarms();
    return found.stream()
        .mapToInt(
            alarm ->
                alarm.hasMetrics()
                    ? (int) alarm.metrics().stream().filter(m -> m.metricStat() != null).count()
                    : 1)
        .sum();
  }

  @Override
  public List<Metric> metrics(String namespace, String name, String dimension, String value) {
    return cloudWatch
        .listMetricsPaginator(
            q ->
                q.namespace(namespace)
                    .metricName(name)
                    .dimensions(d -> d.name(dimension).value(value)))
        .metrics()
        .stream()
        .toList();
  }

  @Override
  public Map<String, Integer> published(String namespace, String dimension) {
    Map<String, Integer> numbers = new TreeMap<>();
    for (Metric metric : cloudWatch.listMetricsPaginator(q -> q.namespace(namespace)).metrics()) {
      metric.dimensions().stream()
          .filter(d -> d.name().equals(dimension))
          .map(Dimension::value)
          .forEach(value -> numbers.merge(value, 1, Integer::sum));
    }
    return numbers;
  }
}
