package ecommerce.local.cloudwatch;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/**
 * Which points of all results one answer of {@code GetMetricData} gives. A result that goes on with
 * the next page says so; the token is the number of points before.
 */
record DataPage(int from, int most) {

  private static final int MOST = 100_800;

  /**
   * @throws ecommerce.local.wire.Fault naming MaxDatapoints or the token, where it cannot be
   */
  static DataPage of(GetMetricDataRequest request) {
    int most = request.maxDatapoints() == null ? MOST : request.maxDatapoints();
    if (most < 1 || most > MOST) {
      throw Refusals.validation("MaxDatapoints must be between 1 and " + MOST);
    }
    return new DataPage(
        request.nextToken() == null ? 0 : DataOperations.position(request.nextToken()), most);
  }

  GetMetricDataResponse of(List<MetricDataResult> all) {
    List<MetricDataResult> shown = new ArrayList<>();
    long before = 0;
    for (MetricDataResult result : all) {
      int size = result.values().size();
      int begin = Math.clamp(from - before, 0, size);
      int end = Math.clamp((long) from + most - before, 0, size);
      boolean empty = size == 0 && before >= from && before < (long) from + most;
      if (begin < end || empty) {
        shown.add(part(result, begin, end));
      }
      before += size;
    }
    return GetMetricDataResponse.builder()
        .metricDataResults(shown)
        .messages(List.of())
        .nextToken(before > (long) from + most ? String.valueOf(from + most) : null)
        .build();
  }

  private static MetricDataResult part(MetricDataResult result, int begin, int end) {
    return result.toBuilder()
        .timestamps(result.timestamps().subList(begin, end))
        .values(result.values().subList(begin, end))
        .statusCode(end < result.values().size() ? StatusCode.PARTIAL_DATA : StatusCode.COMPLETE)
        .build();
  }
}
