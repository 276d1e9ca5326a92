package ecommerce.local.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteSubscriptionFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutSubscriptionFilterRequest;

/** {@code AWS::Logs::MetricFilter} and {@code AWS::Logs::SubscriptionFilter}. */
abstract sealed class FilterTypes implements ResourceType {

  private static final String GROUP = "LogGroupName";

  /** For the removal; templates cannot read it. */
  private static final String OF = "Group";

  static List<ResourceType> of(MetricFilters metrics, SubscriptionFilters subscriptions) {
    return List.of(new OfMetrics(metrics), new OfSubscriptions(subscriptions));
  }

  @Override
  public Set<String> immutable() {
    return Set.of("FilterName", GROUP);
  }

  abstract void put(Desired desired, String name);

  @Override
  public Resource create(Desired desired) {
    String name = desired.text("FilterName").orElseGet(() -> desired.uniqueName(512));
    put(desired, name);
    return Resource.of(name).with(OF, desired.required(GROUP));
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    String name = desired.text("FilterName").orElseGet(() -> desired.uniqueName(512));
    return Optional.of(Resource.of(name).with(OF, desired.required(GROUP)));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    put(desired, current.physicalId());
    return current;
  }

  private static final class OfMetrics extends FilterTypes {

    private final MetricFilters filters;

    OfMetrics(MetricFilters filters) {
      this.filters = filters;
    }

    @Override
    public String name() {
      return "AWS::Logs::MetricFilter";
    }

    @Override
    public Set<String> properties() {
      String to = "MetricTransformations[].";
      return Set.of(
          "FilterName",
          "FilterPattern",
          GROUP,
          to + "MetricName",
          to + "MetricNamespace",
          to + "MetricValue",
          to + "DefaultValue",
          to + "Unit",
          to + "Dimensions[].Key",
          to + "Dimensions[].Value");
    }

    /** In a template the dimensions are a list, in the API a map. */
    @Override
    void put(Desired desired, String name) {
      ObjectNode properties = desired.properties().deepCopy();
      properties
          .path("MetricTransformations")
          .forEach(
              to -> {
                ObjectNode map = properties.objectNode();
                to.path("Dimensions")
                    .forEach(each -> map.set(each.path("Key").asText(), each.path("Value")));
                if (!map.isEmpty()) {
                  ((ObjectNode) to).set("Dimensions", map);
                }
              });
      filters.put(
          desired.with(properties).into(PutMetricFilterRequest.builder()).filterName(name).build());
    }

    @Override
    public void delete(Resource current) {
      filters.delete(
          DeleteMetricFilterRequest.builder()
              .logGroupName(current.attribute(OF))
              .filterName(current.physicalId())
              .build());
    }
  }

  private static final class OfSubscriptions extends FilterTypes {

    private final SubscriptionFilters filters;

    OfSubscriptions(SubscriptionFilters filters) {
      this.filters = filters;
    }

    @Override
    public String name() {
      return "AWS::Logs::SubscriptionFilter";
    }

    @Override
    public Set<String> properties() {
      return Set.of("FilterName", "FilterPattern", GROUP, "DestinationArn");
    }

    @Override
    void put(Desired desired, String name) {
      filters.put(desired.into(PutSubscriptionFilterRequest.builder()).filterName(name).build());
    }

    @Override
    public void delete(Resource current) {
      filters.delete(
          DeleteSubscriptionFilterRequest.builder()
              .logGroupName(current.attribute(OF))
              .filterName(current.physicalId())
              .build());
    }
  }
}
