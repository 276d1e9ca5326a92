package ecommerce.cli.order;

import ecommerce.cli.site.Failure;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Tells what happens, a line each, with the seconds since it began; and waits for what should
 * happen next.
 */
final class Narrator {

  private static final Duration PATIENCE = Duration.ofSeconds(150);
  static final Duration PAUSE = Duration.ofMillis(50);

  private final PrintWriter out;
  private final Supplier<String> look;
  private final long started = System.nanoTime();

  /**
   * @param look the command that shows why something did not happen
   */
  Narrator(PrintWriter out, Supplier<String> look) {
    this.out = out;
    this.look = look;
  }

  synchronized void tell(String who, String what) {
    double seconds = (System.nanoTime() - started) / 1e9;
    out.printf(Locale.ROOT, "%7.3f s  %-10s %s%n", seconds, who, what);
    out.flush();
  }

  /**
   * @param pause before each look
   * @throws Failure naming what did not happen in time
   */
  void eventually(String what, Duration pause, BooleanSupplier happened) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    LockSupport.parkNanos(pause.toNanos());
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new Failure(
            "waited " + PATIENCE.toSeconds() + " s for " + what + " in vain; see: " + look.get());
      }
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  /**
   * @param minorUnits e.g. cents
   */
  static String money(long minorUnits) {
    return String.format(Locale.ROOT, "%d.%02d", minorUnits / 100, minorUnits % 100);
  }
}
