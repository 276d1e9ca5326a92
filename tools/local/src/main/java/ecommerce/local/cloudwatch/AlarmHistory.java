package ecommerce.local.cloudwatch;

import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;

/** What happened to alarms: the newest hundred entries of each are kept. */
final class AlarmHistory {

  private static final int MOST = 100;

  /**
   * @param data JSON
   */
  record Entry(
      String alarm, boolean composite, Instant time, String type, String summary, String data) {

    AlarmHistoryItem model() {
      return AlarmHistoryItem.builder()
          .alarmName(alarm)
          .alarmType(composite ? AlarmType.COMPOSITE_ALARM : AlarmType.METRIC_ALARM)
          .timestamp(time)
          .historyItemType(type)
          .historySummary(summary)
          .historyData(data)
          .build();
    }
  }

  private final Collection<Entry> entries;
  private final AtomicLong sequence = new AtomicLong();

  AlarmHistory(Store store) {
    this.entries = store.collection("cloudwatch.history", Entry.class);
  }

  void add(
      String alarm,
      boolean composite,
      Instant time,
      HistoryItemType type,
      String summary,
      String data) {
    String key = "%s\t%015d-%09d".formatted(alarm, time.toEpochMilli(), sequence.incrementAndGet());
    entries.put(key, new Entry(alarm, composite, time, type.toString(), summary, data));
    List<String> keys = List.copyOf(entries.startingWith(alarm + "\t").keySet());
    keys.subList(0, Math.max(0, keys.size() - MOST)).forEach(entries::remove);
  }

  void forget(String alarm) {
    entries.startingWith(alarm + "\t").keySet().forEach(entries::remove);
  }

  /** Oldest first. */
  List<Entry> of(String alarm) {
    return List.copyOf(entries.startingWith(alarm + "\t").values());
  }

  List<Entry> all() {
    return entries.values();
  }
}
