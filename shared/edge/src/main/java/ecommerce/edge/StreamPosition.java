package ecommerce.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * Where in its stream a change is: the same for a change that is told again, and later for a later
 * change of the same item.
 *
 * @param sequenceNumber digits, up to forty, filled up with zeros: sorts as text
 * @param time about when the item was changed, to the second; empty where the record does not say
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html">StreamRecord</a>
 */
public record StreamPosition(String sequenceNumber, Optional<Instant> time) {

  private static final int DIGITS = 40;

  public StreamPosition {
    sequenceNumber = "0".repeat(Math.max(0, DIGITS - sequenceNumber.length())) + sequenceNumber;
  }

  /**
   * @param streamRecord a record of a stream
   */
  static StreamPosition of(JsonNode streamRecord) {
    JsonNode data = streamRecord.path("dynamodb");
    JsonNode time = data.path("ApproximateCreationDateTime");
    return new StreamPosition(
        data.path("SequenceNumber").asText(),
        time.isNumber() ? Optional.of(instant(time.decimalValue())) : Optional.empty());
  }

  private static Instant instant(BigDecimal seconds) {
    return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
  }
}
