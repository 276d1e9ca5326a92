package ecommerce.suite.clients;

import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.xray.XRayClient;
import software.amazon.awssdk.services.xray.model.SamplingRuleRecord;
import software.amazon.awssdk.services.xray.model.Segment;
import software.amazon.awssdk.services.xray.model.TimeRangeType;
import software.amazon.awssdk.services.xray.model.TraceSummary;

/** Traces by the order that they are about. */
public record Traces(XRayClient xray) {

  /** Whether each request is traced: elsewhere a part of an order's story is missing. */
  public boolean areComplete() {
    return xray.getSamplingRules(get -> {}).samplingRuleRecords().stream()
        .map(SamplingRuleRecord::samplingRule)
        .anyMatch(rule -> rule.ruleName().equals("Default") && rule.fixedRate() == 1);
  }

  /** The documents of each trace that is about an order, a text each. */
  public List<String> about(String orderId) {
    return xray
        .getTraceSummariesPaginator(
            get ->
                get.startTime(Instant.now().minusSeconds(3600))
                    .endTime(Instant.now().plusSeconds(60))
                    .timeRangeType(TimeRangeType.EVENT)
                    .filterExpression("annotation.orderId = \"" + orderId + "\""))
        .stream()
        .flatMap(page -> page.traceSummaries().stream())
        .map(TraceSummary::id)
        .map(this::documents)
        .toList();
  }

  private String documents(String traceId) {
    return String.join(
        "\n",
        xray.batchGetTraces(get -> get.traceIds(traceId)).traces().stream()
            .flatMap(trace -> trace.segments().stream())
            .map(Segment::document)
            .toList());
  }
}
