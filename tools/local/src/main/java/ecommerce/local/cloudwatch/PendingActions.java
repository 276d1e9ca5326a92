package ecommerce.local.cloudwatch;

import java.time.Instant;

/**
 * The actions of one change of an alarm that have not been carried out.
 *
 * @param since when the alarm changed
 * @param suppressed whether the alarm that suppresses actions rang meanwhile
 */
record PendingActions(Alarm before, Alarm after, Instant since, boolean suppressed) {

  PendingActions bySuppressor() {
    return new PendingActions(before, after, since, true);
  }
}
