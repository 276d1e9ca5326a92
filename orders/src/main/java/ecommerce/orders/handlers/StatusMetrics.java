package ecommerce.orders.handlers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Change;
import ecommerce.edge.InvocationLog;
import ecommerce.orders.model.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Counts the statuses that orders come to ({@code OrdersFulfilled} …), and how long they were in
 * the one before ({@code TimeNew}, {@code TimePackaged}, {@code TimeInDelivery}): from the order's
 * last change to this one. What a client wrote without status or dates counts nothing.
 */
final class StatusMetrics {

  private StatusMetrics() {}

  static void count(Change change, InvocationLog log) {
    if (change instanceof Change.Modified(ObjectNode before, ObjectNode after)) {
      Optional<OrderStatus> left = status(before);
      Optional<OrderStatus> reached = status(after);
      if (left.isPresent() && reached.isPresent() && !left.equals(reached)) {
        log.count(reached(reached.get()));
        time(left.get())
            .ifPresent(metric -> between(before, after).ifPresent(time -> log.time(metric, time)));
      }
    }
  }

  private static Optional<OrderStatus> status(ObjectNode order) {
    return OrderStatus.named(order.path("status").asText());
  }

  private static String reached(OrderStatus status) {
    return switch (status) {
      case NEW -> "OrdersNew";
      case PACKAGED -> "OrdersPackaged";
      case IN_DELIVERY -> "OrdersInDelivery";
      case FULFILLED -> "OrdersFulfilled";
      case PACKAGING_FAILED -> "OrdersPackagingFailed";
      case DELIVERY_FAILED -> "OrdersDeliveryFailed";
      case CANCELLED -> "OrdersCancelled";
      case REFUNDED -> "OrdersRefunded";
    };
  }

  private static Optional<String> time(OrderStatus status) {
    return switch (status) {
      case NEW -> Optional.of("TimeNew");
      case PACKAGED -> Optional.of("TimePackaged");
      case IN_DELIVERY -> Optional.of("TimeInDelivery");
      case FULFILLED, PACKAGING_FAILED, DELIVERY_FAILED, CANCELLED, REFUNDED -> Optional.empty();
    };
  }

  private static Optional<Duration> between(ObjectNode before, ObjectNode after) {
    try {
      Duration time =
          Duration.between(
              Instant.parse(before.path("modifiedDate").asText()),
              Instant.parse(after.path("modifiedDate").asText()));
      return time.isNegative() ? Optional.empty() : Optional.of(time);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
