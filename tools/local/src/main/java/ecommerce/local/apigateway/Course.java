package ecommerce.local.apigateway;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** What is noted of a request while it is answered, for its access log and metrics. One thread. */
final class Course {

  private OptionalDouble integration = OptionalDouble.empty();
  private Refusal refusal;

  <T> T timed(Supplier<T> call) {
    long begin = System.nanoTime();
    try {
      return call.get();
    } finally {
      integration = OptionalDouble.of((System.nanoTime() - begin) / 1e6);
    }
  }

  void refused(Refusal by) {
    refusal = by;
  }

  /** How long what is behind the method took, in milliseconds; empty where it was not called. */
  OptionalDouble integration() {
    return integration;
  }

  /**
   * Adds the variables {@code integrationLatency}, {@code error.message} and {@code
   * error.responseType}.
   */
  void into(Map<String, String> context) {
    integration.ifPresent(
        millis -> {
          context.put("integrationLatency", Long.toString(Math.round(millis)));
          context.put("integration.latency", Long.toString(Math.round(millis)));
        });
    if (refusal != null) {
      context.put("error.message", refusal.getMessage());
      context.put("error.responseType", refusal.type().toString());
    }
  }
}
