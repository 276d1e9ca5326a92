package ecommerce.warehouse.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/**
 * ISO-8601 dates as different clients write them: with {@code Z}, an offset, or neither, which is
 * taken as UTC.
 */
final class IsoDate {

  private static final DateTimeFormatter FORMAT = DateTimeFormatter.ISO_DATE_TIME;

  private IsoDate() {}

  /** Empty where the text is no such date. */
  static Optional<Instant> instant(String text) {
    try {
      TemporalAccessor date = FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
      return Optional.of(
          date instanceof OffsetDateTime offset
              ? offset.toInstant()
              : LocalDateTime.from(date).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
