package ecommerce.platform.model;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The moment that an event waits for registrations that are on their way; an event that is older
 * has waited already, so that many of them at once do not hold each other up.
 */
public record Moment(Duration length, InstantSource clock) {

  /** EventBridge tells the time of an event in whole seconds. */
  private static final Duration PRECISION = Duration.ofSeconds(1);

  /**
   * How much of it is left, from nothing to all of it.
   *
   * @param happened the event's time, cut to the second
   */
  public Duration left(Instant happened) {
    Duration age = Duration.between(happened.plus(PRECISION), clock.instant());
    if (age.isNegative()) {
      return length;
    }
    return age.compareTo(length) < 0 ? length.minus(age) : Duration.ZERO;
  }
}
