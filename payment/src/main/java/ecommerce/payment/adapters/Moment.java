package ecommerce.payment.adapters;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Moments in items: ISO-8601, UTC, whole seconds. All are of one length, so that their order as
 * texts is their order in time, also in DynamoDB's conditions.
 */
final class Moment {

  private Moment() {}

  static AttributeValue attribute(Instant moment) {
    return AttributeValue.fromS(moment.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** Empty where there is none, or where what somebody wrote is no moment. */
  static Optional<Instant> of(AttributeValue attribute) {
    try {
      return Optional.ofNullable(attribute).map(AttributeValue::s).map(Instant::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
