package ecommerce.local.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ecommerce.local.Metrics;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Shapes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteMetricFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterResponse;

/**
 * Metric filters, durable: lines that match a pattern count as a metric. {@code DefaultValue} is
 * published with each line that does not match, so not in minutes without lines.
 */
final class MetricFilters implements Follower {

  /**
   * @param definition the request that made it, in its wire form
   */
  record Kept(String group, String name, JsonNode definition, long made) {

    PutMetricFilterRequest request() {
      return Shapes.fromJson(definition, PutMetricFilterRequest.builder()).build();
    }
  }

  /**
   * @param value where the metric's value is, in a message; empty where it is always the same
   */
  private record Active(
      FilterPattern pattern,
      MetricTransformation to,
      Optional<Selector> value,
      Map<String, Selector> dimensions) {

    static Active of(PutMetricFilterRequest request) {
      MetricTransformation to = request.metricTransformations().getFirst();
      Map<String, Selector> dimensions = new HashMap<>();
      to.dimensions().forEach((name, selector) -> dimensions.put(name, Selector.of(selector)));
      return new Active(
          FilterPattern.of(request.filterPattern()),
          to,
          to.metricValue().startsWith("$")
              ? Optional.of(Selector.of(to.metricValue()))
              : Optional.empty(),
          Map.copyOf(dimensions));
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger("aws.logs");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LogGroups groups;
  private final Metrics metrics;
  private final InstantSource clock;
  private final Collection<Kept> kept;
  private final Map<String, List<Active>> active = new ConcurrentHashMap<>();

  MetricFilters(LogGroups groups, Store store, Metrics metrics, InstantSource clock) {
    this.groups = groups;
    this.metrics = metrics;
    this.clock = clock;
    this.kept = store.collection("logs.metric-filters", Kept.class);
    kept.values().stream().map(Kept::group).distinct().forEach(this::activate);
  }

  private void activate(String group) {
    List<Active> all = new ArrayList<>();
    for (Kept filter : kept.startingWith(group + "\t").values()) {
      try {
        all.add(Active.of(filter.request()));
      } catch (InvalidParameterException e) {
        LOG.error("the metric filter {} of {} is passed over", filter.name(), group, e);
      }
    }
    active.put(group, List.copyOf(all));
  }

  @Override
  public void taken(String group, LogEvent event) {
    String message = event.message();
    for (Active filter : active.getOrDefault(group, List.of())) {
      boolean matches = filter.pattern().matches(message);
      Optional<Double> value =
          matches ? value(filter, message) : Optional.ofNullable(filter.to().defaultValue());
      value.ifPresent(number -> record(filter, message, matches, number));
    }
  }

  private void record(Active filter, String message, boolean matches, double value) {
    Map<String, String> dimensions = new HashMap<>();
    for (Map.Entry<String, Selector> dimension : filter.dimensions().entrySet()) {
      JsonNode of = dimension.getValue().in(json(message));
      if (!matches || !of.isValueNode()) {
        return;
      }
      dimensions.put(dimension.getKey(), of.asText());
    }
    MetricTransformation to = filter.to();
    StandardUnit unit =
        to.unit() == null ? StandardUnit.NONE : StandardUnit.fromValue(to.unitAsString());
    metrics.record(to.metricNamespace(), to.metricName(), dimensions, value, unit);
  }

  private static Optional<Double> value(Active filter, String message) {
    if (filter.value().isEmpty()) {
      return Optional.of(Double.valueOf(filter.to().metricValue()));
    }
    JsonNode value = filter.value().get().in(json(message));
    return value.isNumber() ? Optional.of(value.doubleValue()) : Optional.empty();
  }

  private static JsonNode json(String message) {
    try {
      return JSON.readTree(message);
    } catch (JsonProcessingException e) {
      return JSON.nullNode();
    }
  }

  synchronized PutMetricFilterResponse put(PutMetricFilterRequest request) {
    groups.require(request.logGroupName());
    if (request.metricTransformations().size() != 1) {
      throw Refusals.invalid("metricTransformations must have exactly one member");
    }
    MetricTransformation to = request.metricTransformations().getFirst();
    if (!to.metricValue().matches("\\$.*|-?\\d+(\\.\\d+)?")) {
      throw Refusals.invalid("Invalid metricValue: " + to.metricValue());
    }
    Active.of(request);
    if (to.hasDimensions() && !to.dimensions().isEmpty() && to.defaultValue() != null) {
      throw Refusals.invalid("A metric with dimensions can have no defaultValue");
    }
    Kept filter =
        new Kept(
            request.logGroupName(), request.filterName(), Shapes.toJson(request), clock.millis());
    kept.put(key(filter.group(), filter.name()), filter);
    activate(filter.group());
    return PutMetricFilterResponse.builder().build();
  }

  private static String key(String group, String name) {
    return group + "\t" + name;
  }

  int count(String group) {
    return kept.startingWith(group + "\t").size();
  }

  DescribeMetricFiltersResponse describe(DescribeMetricFiltersRequest request) {
    if ((request.metricName() == null) != (request.metricNamespace() == null)) {
      throw Refusals.invalid("metricName and metricNamespace must be given together");
    }
    String prefix = request.filterNamePrefix() == null ? "" : request.filterNamePrefix();
    return DescribeMetricFiltersResponse.builder()
        .metricFilters(
            kept.values().stream()
                .filter(
                    each ->
                        (request.logGroupName() == null
                                || each.group().equals(request.logGroupName()))
                            && each.name().startsWith(prefix)
                            && of(each.request(), request))
                .map(
                    each ->
                        Shapes.fromJson(each.definition(), MetricFilter.builder())
                            .creationTime(each.made())
                            .build())
                .toList())
        .build();
  }

  /** Of the metric that is asked for; of any where none is. */
  private static boolean of(PutMetricFilterRequest filter, DescribeMetricFiltersRequest asked) {
    MetricTransformation to = filter.metricTransformations().getFirst();
    return (asked.metricName() == null || asked.metricName().equals(to.metricName()))
        && (asked.metricNamespace() == null
            || asked.metricNamespace().equals(to.metricNamespace()));
  }

  synchronized DeleteMetricFilterResponse delete(DeleteMetricFilterRequest request) {
    kept.remove(key(request.logGroupName(), request.filterName()));
    activate(request.logGroupName());
    return DeleteMetricFilterResponse.builder().build();
  }

  @Override
  public synchronized void forget(String group) {
    kept.startingWith(group + "\t").keySet().forEach(kept::remove);
    active.remove(group);
  }
}
