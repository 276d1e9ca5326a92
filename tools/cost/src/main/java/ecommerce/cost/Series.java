package ecommerce.cost;

import java.math.BigDecimal;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;

/**
 * A metric that counts towards a price.
 *
 * @param statistic {@code Sum} or {@code SampleCount}
 * @param factor units of the price for one of the metric
 */
record Series(String service, String price, Metric metric, String statistic, BigDecimal factor) {

  static Series of(Deployed resource, String price, Metric metric, String statistic) {
    return new Series(resource.service(), price, metric, statistic, BigDecimal.ONE);
  }

  static Metric metric(String namespace, String name, Map<String, String> dimensions) {
    return Metric.builder()
        .namespace(namespace)
        .metricName(name)
        .dimensions(
            dimensions.entrySet().stream()
                .map(d -> Dimension.builder().name(d.getKey()).value(d.getValue()).build())
                .toList())
        .build();
  }
}
