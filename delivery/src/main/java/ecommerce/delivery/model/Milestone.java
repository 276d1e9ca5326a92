package ecommerce.delivery.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A delivery has turned to another status: what the service itself writes into the history of a
 * delivery, beside the scans of the delivery people. Holds no personal data but the country.
 *
 * @param country of the address, where it says one
 * @param time when it turned, in milliseconds
 */
public record Milestone(
    String orderId, String trackingNumber, Optional<String> country, Status status, Instant time) {

  /** As the history names it. */
  public enum Status {
    REQUESTED(0),
    STARTED(1),
    DELIVERED(9),
    FAILED(9);

    private final int rank;

    Status(int rank) {
      this.rank = rank;
    }

    /** Where it stands among what happened at the same moment; a scan has 5. */
    public int rank() {
      return rank;
    }

    public boolean isEnd() {
      return this == DELIVERED || this == FAILED;
    }

    /** Of the status that the delivery's item has; empty for any other text. */
    public static Optional<Status> ofDelivery(String status) {
      return switch (status) {
        case "NEW" -> Optional.of(REQUESTED);
        case "IN_PROGRESS" -> Optional.of(STARTED);
        case "COMPLETED" -> Optional.of(DELIVERED);
        case "FAILED" -> Optional.of(FAILED);
        default -> Optional.empty();
      };
    }
  }

  public Milestone {
    Objects.requireNonNull(orderId);
    Objects.requireNonNull(trackingNumber);
    Objects.requireNonNull(country);
    Objects.requireNonNull(status);
    Objects.requireNonNull(time);
  }
}
