package ecommerce.local.cloudwatch;

import ecommerce.local.Timers;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * Holds actions back for as long as the alarm that suppresses them rings: it has the wait period to
 * begin, and when it ends they are held back for the extension period more. Then they are carried
 * out, if their alarm is still in the state that they are for. What is held back is durable.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-suppression.html">alarm
 *     suppression</a>
 */
final class Suppression {

  private final AlarmBook book;
  private final AlarmActions actions;
  private final Timers timers;
  private final Collection<PendingActions> pending;

  Suppression(AlarmBook book, AlarmActions actions, Store store, Timers timers) {
    this.book = book;
    this.actions = actions;
    this.timers = timers;
    this.pending = store.collection("cloudwatch.actions", PendingActions.class);
  }

  /** An alarm has changed; what was held back of its last state is no more. */
  void changed(Alarm before, Alarm after) {
    pending.remove(after.name());
    if (!AlarmActions.of(after).isEmpty()) {
      pending.put(after.name(), new PendingActions(before, after, timers.instant(), false));
      look(after.name());
    }
  }

  void forget(String alarm) {
    pending.remove(alarm);
  }

  /** Looks again at all that is held back, also by an environment that ended before it acted. */
  synchronized void look() {
    List.copyOf(pending.entries().keySet()).forEach(this::look);
  }

  private synchronized void look(String name) {
    PendingActions waiting = pending.get(name).orElse(null);
    if (waiting == null) {
      return;
    }
    if (until(waiting).isAfter(timers.instant())) {
      return;
    }
    pending.remove(name);
    actions.run(waiting);
  }

  /** Until when actions are held back at least, as it looks now. */
  private Instant until(PendingActions waiting) {
    if (!waiting.after().composite() || waiting.after().rule().actionsSuppressor() == null) {
      return Instant.MIN;
    }
    PutCompositeAlarmRequest rule = waiting.after().rule();
    Optional<Alarm> suppressor = book.find(AlarmBook.name(rule.actionsSuppressor()));
    if (suppressor.isPresent() && suppressor.get().state() == StateValue.ALARM) {
      if (!waiting.suppressed()) {
        pending.put(waiting.after().name(), waiting.bySuppressor());
      }
      return Instant.MAX;
    }
    Instant ended = suppressor.map(Alarm::transitioned).orElse(Instant.MIN);
    return waiting.suppressed()
        ? suppressor.isEmpty()
            ? Instant.MIN
            : ended.plusSeconds(rule.actionsSuppressorExtensionPeriod())
        : waiting.since().plusSeconds(rule.actionsSuppressorWaitPeriod());
  }

  /**
   * Who holds an alarm's actions back: {@code Alarm}, {@code WaitPeriod}, {@code ExtensionPeriod}.
   */
  Optional<String> of(Alarm alarm) {
    return pending
        .get(alarm.name())
        .filter(waiting -> until(waiting).isAfter(timers.instant()))
        .map(
            waiting ->
                until(waiting).equals(Instant.MAX)
                    ? "Alarm"
                    : waiting.suppressed() ? "ExtensionPeriod" : "WaitPeriod");
  }
}
