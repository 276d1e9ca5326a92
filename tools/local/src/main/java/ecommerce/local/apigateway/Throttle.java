package ecommerce.local.apigateway;

import ecommerce.local.Timers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Token buckets: each holds as many tokens as its burst, and fills at its rate. Buckets are full at
 * the start and are not kept.
 */
final class Throttle {

  private record Bucket(double tokens, long filled) {}

  private final Timers timers;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  Throttle(Timers timers) {
    this.timers = timers;
  }

  /**
   * Takes a token.
   *
   * @param rate a second; negative for no limit, which the account's 10,000 then is
   * @param burst negative for no limit, which the account's 5,000 then is
   * @return whether there was one
   */
  boolean take(String bucket, double rate, int burst) {
    double perSecond = rate < 0 ? 10_000 : rate;
    double most = burst < 0 ? 5_000 : burst;
    long now = timers.millis();
    boolean[] taken = {false};
    buckets.compute(
        bucket,
        (name, present) -> {
          double tokens =
              present == null
                  ? most
                  : Math.min(
                      most, present.tokens() + (now - present.filled()) / 1000.0 * perSecond);
          taken[0] = tokens >= 1;
          return new Bucket(taken[0] ? tokens - 1 : tokens, now);
        });
    return taken[0];
  }
}
