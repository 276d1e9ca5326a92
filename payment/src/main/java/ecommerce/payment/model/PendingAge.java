package ecommerce.payment.model;

import java.time.Instant;
import java.util.Optional;

/**
 * How long a payment has been pending.
 *
 * @param since empty where it was not seen before: whoever wrote it need not say when
 * @param reported when it was last reported as stuck, if it was
 */
public record PendingAge(String orderId, Optional<Instant> since, Optional<Instant> reported) {}
