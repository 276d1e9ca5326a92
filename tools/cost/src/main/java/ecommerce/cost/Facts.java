package ecommerce.cost;

import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.Metric;

/** What has to be known of resources beside their ids, to meter and to price them. */
public interface Facts {

  /**
   * @param memory in MB
   * @param architecture {@code arm64} or {@code x86_64}
   */
  record Function(int memory, String architecture) {}

  Function function(String name);

  /** The name of a REST API, which is what its metrics go by. */
  String apiName(String apiId);

  /** By how many metrics an alarm is charged. */
  int metricsOfAlarm(String name);

  /** The metrics of a namespace that have a dimension with a value, whatever others they have. */
  List<Metric> metrics(String namespace, String name, String dimension, String value);

  /** How many metrics applications publish under a namespace, by the value of a dimension. */
  java.util.Map<String, Integer> published(String namespace, String dimension);
}
