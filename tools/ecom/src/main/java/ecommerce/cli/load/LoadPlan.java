package ecommerce.cli.load;

import ecommerce.cli.site.Failure;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How a platform is loaded.
 *
 * @param users who order one after the other, each for itself; unused where there is a rate
 * @param think what a user takes between two steps, on average
 * @param rate orders a minute that begin whether or not others have ended
 */
record LoadPlan(int users, Duration think, OptionalDouble rate, Duration duration) {

  LoadPlan {
    if (users < 1 || users > 1000) {
      throw new Failure("--users " + users + ": between 1 and 1000 are possible");
    }
    if (think.isNegative()) {
      throw new Failure("--think " + think.toSeconds() + " is below 0");
    }
    if (rate.isPresent() && !(rate.getAsDouble() > 0 && rate.getAsDouble() <= 60_000)) {
      throw new Failure("--rate " + rate.getAsDouble() + ": above 0 and up to 60000 a minute");
    }
    if (duration.isZero() || duration.isNegative()) {
      throw new Failure("--duration " + duration.toSeconds() + ": at least one second");
    }
  }

  String text() {
    return rate.isPresent()
        ? "%.1f orders a minute begin, for %d s".formatted(rate.getAsDouble(), duration.toSeconds())
        : "%d users, %.1f s to think, for %d s"
            .formatted(users, think.toMillis() / 1000.0, duration.toSeconds());
  }
}
