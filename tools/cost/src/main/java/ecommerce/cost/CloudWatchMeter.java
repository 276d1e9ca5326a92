package ecommerce.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/**
 * Reads usage from CloudWatch, by the minute: the same against AWS and locally. On AWS a metric may
 * come some minutes late.
 */
public final class CloudWatchMeter implements Meter {

  private static final int AT_ONCE = 100;
  private static final int MINUTE = 60;

  private final CloudWatchClient cloudWatch;
  private final List<Deployed> resources;
  private final SeriesOfResources series;

  public CloudWatchMeter(CloudWatchClient cloudWatch, List<Deployed> resources, Facts facts) {
    this.cloudWatch = cloudWatch;
    this.resources = List.copyOf(resources);
    this.series = new SeriesOfResources(facts);
  }

  @Override
  public Usage since(Instant from) {
    return between(from, Instant.now().plusSeconds(MINUTE));
  }

  @Override
  public Usage between(Instant from, Instant to) {
    List<Series> all =
        resources.stream().flatMap(resource -> series.of(resource).stream()).toList();
    Instant begin = from.truncatedTo(ChronoUnit.MINUTES);
    Usage usage = Usage.NONE;
    for (int first = 0; first < all.size(); first += AT_ONCE) {
      List<Series> some = all.subList(first, Math.min(first + AT_ONCE, all.size()));
      Map<String, BigDecimal> sums = sums(some, begin, to);
      for (int i = 0; i < some.size(); i++) {
        Series one = some.get(i);
        BigDecimal quantity = sums.getOrDefault("q" + i, BigDecimal.ZERO).multiply(one.factor());
        usage = usage.plus(one.service(), one.price(), quantity);
      }
    }
    return usage;
  }

  private Map<String, BigDecimal> sums(List<Series> series, Instant from, Instant to) {
    List<MetricDataQuery> queries = new ArrayList<>();
    for (Series one : series) {
      queries.add(
          MetricDataQuery.builder()
              .id("q" + queries.size())
              .metricStat(s -> s.metric(one.metric()).period(MINUTE).stat(one.statistic()))
              .build());
    }
    GetMetricDataRequest request =
        GetMetricDataRequest.builder()
            .metricDataQueries(queries)
            .startTime(from)
            .endTime(to)
            .build();
    Map<String, BigDecimal> sums = new HashMap<>();
    for (MetricDataResult result : cloudWatch.getMetricDataPaginator(request).metricDataResults()) {
      for (Double value : result.values()) {
        sums.merge(result.id(), BigDecimal.valueOf(value), BigDecimal::add);
      }
    }
    return sums;
  }
}
