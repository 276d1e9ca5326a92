package ecommerce.local.xray;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.xray.model.AnnotationValue;
import software.amazon.awssdk.services.xray.model.Http;
import software.amazon.awssdk.services.xray.model.ServiceId;
import software.amazon.awssdk.services.xray.model.TraceSummary;
import software.amazon.awssdk.services.xray.model.ValueWithServiceIds;

/** What {@code GetTraceSummaries} says of a trace. */
final class Summaries {

  private Summaries() {}

  static TraceSummary of(String id, Subject trace) {
    return TraceSummary.builder()
        .id(id)
        .startTime(ServiceGraph.instant(trace.start()))
        .matchedEventTime(ServiceGraph.instant(trace.start()))
        .duration(trace.duration())
        .responseTime(trace.responseTime())
        .hasFault(trace.flags().contains("fault"))
        .hasError(trace.flags().contains("error"))
        .hasThrottle(trace.flags().contains("throttle"))
        .isPartial(trace.flags().contains("partial"))
        .http(http(trace))
        .annotations(
            trace.annotations().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> values(entry.getValue()))))
        .serviceIds(trace.segments().stream().map(Summaries::service).distinct().toList())
        .entryPoint(service(trace.root()))
        .revision(trace.segments().size())
        .build();
  }

  private static Http http(Subject trace) {
    return trace.url().isEmpty()
        ? Http.builder().build()
        : Http.builder()
            .httpURL(trace.url())
            .httpMethod(trace.method())
            .httpStatus(trace.status())
            .build();
  }

  private static List<ValueWithServiceIds> values(Set<JsonNode> values) {
    return values.stream()
        .map(value -> ValueWithServiceIds.builder().annotationValue(value(value)).build())
        .toList();
  }

  private static AnnotationValue value(JsonNode value) {
    if (value.isNumber()) {
      return AnnotationValue.fromNumberValue(value.asDouble());
    }
    return value.isBoolean()
        ? AnnotationValue.fromBooleanValue(value.asBoolean())
        : AnnotationValue.fromStringValue(value.asText());
  }

  private static ServiceId service(JsonNode segment) {
    String name = Nodes.name(segment);
    return ServiceId.builder().name(name).names(name).type(Nodes.type(segment)).build();
  }
}
