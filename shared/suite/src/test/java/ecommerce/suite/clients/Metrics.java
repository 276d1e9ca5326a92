package ecommerce.suite.clients;

import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** What a service counts, in CloudWatch. */
public final class Metrics {

  private static final Duration WINDOW = Duration.ofHours(1);

  private final CloudWatchClient client;
  private final Dimension[] dimensions;

  Metrics(CloudWatchClient client, String environment, String service) {
    this.client = client;
    this.dimensions =
        new Dimension[] {
          Dimension.builder().name("environment").value(environment).build(),
          Dimension.builder().name("service").value(service).build()
        };
  }

  /** What was counted within the last hour. */
  public double sum(String metric) {
    Instant now = Instant.now();
    return client
        .getMetricStatistics(
            get ->
                get.namespace("ecommerce")
                    .metricName(metric)
                    .dimensions(dimensions)
                    .startTime(now.minus(WINDOW))
                    .endTime(now.plus(Duration.ofMinutes(1)))
                    .period(60)
                    .statistics(Statistic.SUM))
        .datapoints()
        .stream()
        .mapToDouble(Datapoint::sum)
        .sum();
  }
}
