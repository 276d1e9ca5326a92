package ecommerce.cost;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What is charged by the month, whether anything happens or not. */
public record Standing(Facts facts) {

  /** In an idle month. */
  public Usage idle(List<Deployed> resources) {
    Usage usage = Usage.NONE;
    for (Deployed resource : resources) {
      switch (resource.type()) {
        case "AWS::CloudWatch::Alarm" ->
            usage =
                usage.plus(
                    resource.service(),
                    "alarm-months",
                    BigDecimal.valueOf(facts.metricsOfAlarm(resource.physicalId())));
        case "AWS::CloudWatch::CompositeAlarm" ->
            usage = usage.plus(resource.service(), "composite-alarm-months", BigDecimal.ONE);
        case "AWS::CloudWatch::Dashboard" ->
            usage = usage.plus(resource.service(), "dashboard-months", BigDecimal.ONE);
        default -> {}
      }
    }
    return usage;
  }

  /**
   * What comes on top in a month with orders: the metrics that the functions publish themselves.
   */
  public Usage busy(String namespace, String dimension) {
    Usage usage = Usage.NONE;
    for (Map.Entry<String, Integer> metrics : facts.published(namespace, dimension).entrySet()) {
      usage =
          usage.plus(
              metrics.getKey(), "custom-metric-months", BigDecimal.valueOf(metrics.getValue()));
    }
    return usage;
  }
}
