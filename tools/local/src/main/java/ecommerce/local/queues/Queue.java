package ecommerce.local.queues;

import ecommerce.local.store.Collection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * The messages of one queue: in the store, with an index by visibility in memory. Safe for several
 * threads.
 */
final class Queue {

  /** What a receive found: messages for the receiver, and those that were received too often. */
  record Taken(List<Message> received, List<Message> dead) {}

  /** How many messages can be received now, were received, are not yet to be received. */
  record Counts(int visible, int inFlight, int delayed) {}

  private final Collection<Message> store;
  private final InstantSource clock;
  private final Map<String, Message> messages = new HashMap<>();
  private final TreeSet<Message> byVisibility =
      new TreeSet<>(
          Comparator.comparing((Message message) -> message.visible()).thenComparing(Message::key));
  private final Set<CountDownLatch> watchers = new HashSet<>();
  private volatile QueueRecord settings;
  private long sequence;
  private volatile boolean closed;

  Queue(QueueRecord settings, Collection<Message> store, InstantSource clock) {
    this.settings = settings;
    this.store = store;
    this.clock = clock;
    for (Message message : store.startingWith(settings.name() + "/").values()) {
      index(message);
      sequence =
          Math.max(
              sequence, Long.parseLong(message.key().substring(settings.name().length() + 1)) + 1);
    }
  }

  QueueRecord settings() {
    return settings;
  }

  synchronized void settings(QueueRecord now) {
    settings = now;
    wake();
  }

  /**
   * @param message makes the message, given its key
   */
  synchronized Message add(Function<String, Message> message) {
    if (closed) {
      throw Refusals.noQueue();
    }
    Message added = message.apply("%s/%019d".formatted(settings.name(), sequence++));
    store.put(added.key(), added);
    index(added);
    wake();
    return added;
  }

  /**
   * @param mostReceives after which a message is dead; those leave memory, and the store by {@link
   *     #forget}
   */
  synchronized Taken take(int most, Duration visibility, OptionalInt mostReceives) {
    Instant now = clock.instant();
    Taken taken = new Taken(new ArrayList<>(), new ArrayList<>());
    while (taken.received().size() < most
        && !byVisibility.isEmpty()
        && byVisibility.first().visible(now)) {
      Message first = byVisibility.pollFirst();
      messages.remove(first.key());
      if (expired(first, now)) {
        store.remove(first.key());
      } else if (mostReceives.isPresent() && first.receives() >= mostReceives.getAsInt()) {
        taken.dead().add(first);
      } else {
        taken
            .received()
            .add(first.received(now, now.plus(visibility), UUID.randomUUID().toString()));
      }
    }
    taken.received().forEach(this::keep);
    return taken;
  }

  /** The second half of moving a dead message: it is in the other queue now. */
  void forget(Message dead) {
    store.remove(dead.key());
  }

  /** Instead of {@link #forget}, where the other queue is gone: the message stays. */
  synchronized void putBack(Message dead) {
    if (!closed) {
      index(dead);
    }
  }

  /**
   * Removes a message by its newest receipt; an older one, or one of a message that is gone,
   * changes nothing.
   */
  synchronized void delete(ReceiptHandle handle) {
    find(handle).ifPresent(this::remove);
  }

  /** Changes a message by its newest receipt. Empty where there is no such message. */
  synchronized Optional<Message> change(ReceiptHandle handle, Function<Message, Message> change) {
    Optional<Message> present = find(handle);
    present.ifPresent(
        message -> {
          Message changed = change.apply(message);
          unindex(message);
          keep(changed);
          wake();
        });
    return present;
  }

  private Optional<Message> find(ReceiptHandle handle) {
    return Optional.ofNullable(messages.get(handle.key()))
        .filter(message -> message.receipt().filter(handle.receipt()::equals).isPresent());
  }

  synchronized Counts counts() {
    prune();
    Instant now = clock.instant();
    int inFlight =
        (int) messages.values().stream().filter(message -> message.inFlight(now)).count();
    int delayed = (int) messages.values().stream().filter(message -> message.delayed(now)).count();
    return new Counts(messages.size() - inFlight - delayed, inFlight, delayed);
  }

  /** When the oldest message was sent; empty where there is none. */
  synchronized Optional<Instant> oldest() {
    return messages.values().stream().map(Message::sent).min(Comparator.naturalOrder());
  }

  /** Removes what is older than the retention period. */
  synchronized void prune() {
    Instant now = clock.instant();
    List.copyOf(messages.values()).stream()
        .filter(message -> expired(message, now))
        .forEach(this::remove);
  }

  synchronized void purge() {
    List.copyOf(messages.values()).forEach(this::remove);
  }

  /** When the next message becomes visible; empty where none waits. */
  synchronized Optional<Instant> next() {
    return byVisibility.isEmpty() ? Optional.empty() : Optional.of(byVisibility.first().visible());
  }

  /** Something that counts down with the next change. */
  synchronized CountDownLatch watch() {
    CountDownLatch watcher = new CountDownLatch(1);
    watchers.add(watcher);
    return watcher;
  }

  synchronized void unwatch(CountDownLatch watcher) {
    watchers.remove(watcher);
  }

  /** The queue is gone: no message is taken any more; who waits is woken. */
  synchronized void close() {
    closed = true;
    wake();
  }

  /** Wakes who waits for a change. */
  synchronized void release() {
    wake();
  }

  boolean closed() {
    return closed;
  }

  private void wake() {
    watchers.forEach(CountDownLatch::countDown);
    watchers.clear();
  }

  private boolean expired(Message message, Instant now) {
    return !message.sent().plus(settings.seconds("MessageRetentionPeriod")).isAfter(now);
  }

  private void keep(Message message) {
    store.put(message.key(), message);
    index(message);
  }

  private void remove(Message message) {
    unindex(message);
    store.remove(message.key());
  }

  private void index(Message message) {
    messages.put(message.key(), message);
    byVisibility.add(message);
  }

  private void unindex(Message message) {
    messages.remove(message.key());
    byVisibility.remove(message);
  }
}
