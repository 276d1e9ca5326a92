package ecommerce.local.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Text forms that AWS's protocols use. */
final class Text {

  private Text() {}

  static String rfc822(Instant instant) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
  }

  static Instant instant(String text) {
    try {
      return text.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")
          ? Instant.ofEpochMilli(new java.math.BigDecimal(text).movePointRight(3).longValue())
          : text.endsWith("GMT")
              ? Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text))
              : java.time.OffsetDateTime.parse(text).toInstant();
    } catch (java.time.DateTimeException e) {
      throw new Fault("SerializationException", 400, "Timestamp is not in a valid format");
    }
  }
}
