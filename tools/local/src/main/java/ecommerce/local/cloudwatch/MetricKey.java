package ecommerce.local.cloudwatch;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;

/** Which metric: every other set of dimensions is another metric. */
record MetricKey(String namespace, String name, SortedMap<String, String> dimensions) {

  MetricKey {
    dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
  }

  static MetricKey of(String namespace, String name, Map<String, String> dimensions) {
    return new MetricKey(namespace, name, new TreeMap<>(dimensions));
  }

  static MetricKey of(String namespace, String name, List<Dimension> dimensions) {
    SortedMap<String, String> values = new TreeMap<>();
    dimensions.forEach(dimension -> values.put(dimension.name(), dimension.value()));
    return new MetricKey(namespace, name, values);
  }

  static MetricKey of(Metric metric) {
    return of(metric.namespace(), metric.metricName(), metric.dimensions());
  }

  Metric model() {
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
