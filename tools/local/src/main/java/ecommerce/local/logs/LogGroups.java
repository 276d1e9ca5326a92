package ecommerce.local.logs;

import ecommerce.local.Account;
import ecommerce.local.Timers;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * Groups, their streams and their files. Durable; the times of a stream's events are written down
 * now and then.
 */
final class LogGroups {

  /**
   * @param retention in days; null where events stay
   */
  record Group(String name, long created, Integer retention, Map<String, String> tags) {
    Group {
      tags = tags == null ? Map.of() : Map.copyOf(tags);
    }
  }

  /**
   * @param first timestamp of its first event; null where it has none
   */
  record StreamRecord(
      String group, String name, long created, Long first, Long last, Long ingestion) {
    StreamRecord with(LogEvent event) {
      return new StreamRecord(
          group,
          name,
          created,
          first == null ? event.timestamp() : Math.min(first, event.timestamp()),
          last == null ? event.timestamp() : Math.max(last, event.timestamp()),
          event.ingestion());
    }
  }

  private final Account account;
  private final Timers timers;
  private final Path folder;
  private final LogMeter meter;
  private volatile Follower followers = new Followers(List.of());
  private final Collection<Group> storedGroups;
  private final Collection<StreamRecord> storedStreams;
  private final Map<String, Group> groups = new ConcurrentSkipListMap<>();
  private final Map<String, StreamRecord> streams = new ConcurrentSkipListMap<>();
  private final Map<String, StreamRecord> changed = new ConcurrentHashMap<>();
  private final Map<String, GroupLog> logs = new ConcurrentHashMap<>();

  LogGroups(Account account, Timers timers, Store store, LogMeter meter) {
    this.account = account;
    this.meter = meter;
    this.timers = timers;
    this.folder = store.folder("logs");
    this.storedGroups = store.collection("logs.groups", Group.class);
    this.storedStreams = store.collection("logs.streams", StreamRecord.class);
    groups.putAll(storedGroups.entries());
    streams.putAll(storedStreams.entries());
  }

  String arn(String group) {
    return account.arn("logs", "log-group:" + group);
  }

  synchronized void create(String name, Map<String, String> tags) {
    if (groups.containsKey(name)) {
      throw ResourceAlreadyExistsException.builder()
          .message("The specified log group already exists")
          .statusCode(400)
          .build();
    }
    put(new Group(name, timers.millis(), null, tags));
  }

  private void put(Group group) {
    storedGroups.put(group.name(), group);
    groups.put(group.name(), group);
  }

  Group require(String name) {
    return Optional.ofNullable(groups.get(name))
        .orElseThrow(() -> notFound("The specified log group does not exist."));
  }

  synchronized void change(String name, UnaryOperator<Group> change) {
    put(change.apply(require(name)));
  }

  synchronized void delete(String name) {
    require(name);
    storedGroups.remove(name);
    groups.remove(name);
    streams(name)
        .forEach(
            stream -> {
              storedStreams.remove(key(name, stream.name()));
              streams.remove(key(name, stream.name()));
              changed.remove(key(name, stream.name()));
            });
    log(name).delete();
    logs.remove(name);
    followers.forget(name);
  }

  /** To be called before the first line. */
  void follow(List<Follower> all) {
    followers = new Followers(all);
  }

  List<Group> all() {
    return List.copyOf(groups.values());
  }

  synchronized void createStream(String group, String name) {
    require(group);
    if (streams.containsKey(key(group, name))) {
      throw ResourceAlreadyExistsException.builder()
          .message("The specified log stream already exists")
          .statusCode(400)
          .build();
    }
    put(new StreamRecord(group, name, timers.millis(), null, null, null));
  }

  synchronized void deleteStream(String group, String name) {
    requireStream(group, name);
    storedStreams.remove(key(group, name));
    streams.remove(key(group, name));
    changed.remove(key(group, name));
  }

  private void put(StreamRecord stream) {
    storedStreams.put(key(stream.group(), stream.name()), stream);
    streams.put(key(stream.group(), stream.name()), stream);
  }

  StreamRecord requireStream(String group, String name) {
    require(group);
    return Optional.ofNullable(streams.get(key(group, name)))
        .orElseThrow(() -> notFound("The specified log stream does not exist."));
  }

  /** By name. */
  List<StreamRecord> streams(String group) {
    return streams.values().stream()
        .filter(stream -> stream.group().equals(group))
        .sorted(Comparator.comparing(StreamRecord::name))
        .toList();
  }

  /** Makes what is missing. */
  void ensure(String group, String stream) {
    if (streams.containsKey(key(group, stream))) {
      return;
    }
    synchronized (this) {
      if (!groups.containsKey(group)) {
        create(group, Map.of());
      }
      if (!streams.containsKey(key(group, stream))) {
        createStream(group, stream);
      }
    }
  }

  /** The line is written whatever followers make of it. */
  void append(String group, String stream, long timestamp, String message) {
    LogEvent event = log(group).append(stream, timestamp, timers.millis(), message);
    String key = key(group, stream);
    StreamRecord now = streams.computeIfPresent(key, (any, record) -> record.with(event));
    if (now != null) {
      changed.put(key, now);
    }
    meter.taken(group, message);
    followers.taken(group, event);
  }

  GroupLog log(String group) {
    return logs.computeIfAbsent(group, name -> new GroupLog(folder.resolve(fileName(name))));
  }

  /** Brings to the disk what is buffered, and drops what is past its retention. */
  void settle() {
    logs.forEach(
        (name, log) -> {
          log.flush();
          Group group = groups.get(name);
          if (group != null && group.retention() != null) {
            log.expire(timers.millis(), group.retention());
          }
        });
    for (String key : List.copyOf(changed.keySet())) {
      StreamRecord record = changed.remove(key);
      if (record != null && streams.containsKey(key)) {
        storedStreams.put(key, record);
      }
    }
  }

  void close() {
    settle();
    logs.values().forEach(GroupLog::close);
  }

  private static String key(String group, String stream) {
    return group + "\t" + stream;
  }

  private static String fileName(String group) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(group.getBytes(StandardCharsets.UTF_8));
      return group.replaceAll("[^A-Za-z0-9-]+", "_").replaceAll("^_", "")
          + "-"
          + HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RuntimeException notFound(String message) {
    return ResourceNotFoundException.builder().message(message).statusCode(400).build();
  }
}
