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

  /**
   * An alarm is about to change: its actions are written down before its state is, so that no end
   * of the process loses them.
   */
  synchronized void changing(Alarm before, Alarm after) {
    if (!AlarmActions.of(after).isEmpty()) {
      pending.put(after.name(), new PendingActions(before, after, timers.instant(), false));
    }
  }

  /** An alarm has changed, durably; what was held back of its last state is no more. */
  synchronized void changed(Alarm after) {
    if (AlarmActions.of(after).isEmpty()) {
      pending.remove(after.name());
    }
    look(after.name());
  }

  synchronized void forget(String alarm) {
    pending.remove(alarm);
  }

  /**
   * Forgets actions for states that no alarm is in: the process ended before the alarm changed, or
   * before they could be removed. To be called before anything changes.
   */
  synchronized void dropStale() {
    pending
        .entries()
        .forEach(
            (name, waiting) -> {
              if (book.find(name).filter(alarm -> isFor(waiting, alarm)).isEmpty()) {
                pending.remove(name);
              }
            });
  }

  private static boolean isFor(PendingActions waiting, Alarm alarm) {
    return alarm.state() == waiting.after().state()
        && alarm.transitioned().equals(waiting.after().transitioned());
  }

  /** Looks again at all that is held back, also by an environment that ended before it acted. */
  synchronized void look() {
    List.copyOf(pending.entries().keySet()).forEach(this::look);
  }

  /** Removed once they are carried out: an end of the process in between does so twice. */
  private void look(String name) {
    PendingActions waiting = pending.get(name).orElse(null);
    if (waiting == null || until(waiting).isAfter(timers.instant())) {
      return;
    }
    actions.run(waiting);
    pending.remove(name);
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
  synchronized Optional<String> of(Alarm alarm) {
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
