package ecommerce.local.cloudwatch;

import ecommerce.local.Account;
import ecommerce.local.Alarms;
import ecommerce.local.Invoker;
import ecommerce.local.Metrics;
import ecommerce.local.Part;
import ecommerce.local.ServiceEvents;
import ecommerce.local.Timers;
import ecommerce.local.Topics;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.Store;
import ecommerce.local.wire.AwsService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * CloudWatch: metrics by the minute, metric math, alarms and dashboards. Alarms, their history and
 * dashboards are durable; what was measured in the last ten seconds before the process is killed
 * may be lost. Nothing is learnt ({@link LearntBand}); {@code SEARCH}, Metrics Insights, metric
 * streams, periods below a minute and actions other than topics and functions are refused.
 */
public final class CloudWatch implements Part, Metrics, Alarms {

  private static final Duration SETTLING = Duration.ofSeconds(10);

  private final Timers timers;
  private final MetricStore metrics;
  private final AlarmBook book;
  private final AlarmWatch watch;
  private final List<AwsService> services;
  private final List<ResourceType> types;

  /**
   * @param events is told when an alarm changes; not before this part is started, as {@code topics}
   *     and {@code functions}, which its actions go to
   */
  public CloudWatch(
      Account account,
      Store store,
      Timers timers,
      ServiceEvents events,
      Topics topics,
      Invoker functions) {
    this.timers = timers;
    this.metrics = new MetricStore(store.folder("cloudwatch"));
    this.book = new AlarmBook(account, store, timers, events, topics, functions);
    this.watch = new AlarmWatch(book, metrics, timers);
    AlarmOperations alarms = new AlarmOperations(book, watch, timers);
    Dashboards dashboards = new Dashboards(account, store, timers);
    this.services =
        CloudWatchApi.inEveryProtocol(
            book, new DataOperations(metrics, timers), alarms, dashboards, new Tagging(book));
    this.types =
        List.of(
            new MetricAlarmType(alarms, book),
            new CompositeAlarmType(alarms, book),
            new DashboardType(dashboards));
  }

  @Override
  public void record(
      String namespace,
      String name,
      Map<String, String> dimensions,
      double value,
      StandardUnit unit) {
    if (Double.isFinite(value)) {
      MetricKey metric = MetricKey.of(namespace, name, dimensions);
      metrics.add(metric, timers.millis(), Point.of(value, 1, unit.toString()));
    }
  }

  @Override
  public boolean inAlarm(String alarmNameOrArn) {
    return book.find(AlarmBook.name(alarmNameOrArn))
        .filter(alarm -> alarm.state() == StateValue.ALARM)
        .isPresent();
  }

  @Override
  public List<AwsService> services() {
    return services;
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return types;
  }

  @Override
  public void start() {
    timers.every(SETTLING, () -> metrics.settle(timers.millis()));
    timers.every(AlarmWatch.PAUSE, watch::look);
  }

  @Override
  public void close() {
    metrics.settle(timers.millis());
  }
}
