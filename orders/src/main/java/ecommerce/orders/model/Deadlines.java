package ecommerce.orders.model;

import java.time.Duration;
import java.util.Map;

/**
 * How long an order may stay in each status before it counts as stuck. A status that is not here is
 * waited for without end; no deadline is shorter than a minute.
 */
public record Deadlines(Map<OrderStatus, Duration> byStatus) {

  public Deadlines {
    byStatus = Map.copyOf(byStatus);
    byStatus.forEach(
        (status, deadline) -> {
          if (Awaited.in(status).isEmpty()) {
            throw new IllegalArgumentException(status + " is an end, nothing is awaited in it");
          }
          if (deadline.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("the deadline of " + status + " is below a minute");
          }
        });
  }
}
