package ecommerce.local.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import ecommerce.local.wire.Fault;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of an object's bytes. */
record ByteRange(long offset, long length) {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * Empty where the header asks for the whole: it is absent, or not one range of bytes, which is
   * ignored.
   *
   * @throws Fault InvalidRange
   */
  static Optional<ByteRange> of(String header, long size) {
    Matcher range = RANGE.matcher(header == null ? "" : header.strip());
    if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
      return Optional.empty();
    }
    if (range.group(1).isEmpty()) {
      long last = Math.min(size, Long.parseLong(range.group(2)));
      if (last == 0) {
        throw invalid(header, size);
      }
      return Optional.of(new ByteRange(size - last, last));
    }
    long first = Long.parseLong(range.group(1));
    long last = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
    if (last < first && !range.group(2).isEmpty()) {
      return Optional.empty();
    }
    if (first >= size) {
      throw invalid(header, size);
    }
    return Optional.of(new ByteRange(first, Math.min(last, size - 1) - first + 1));
  }

  private static Fault invalid(String header, long size) {
    var details = JsonNodeFactory.instance.objectNode();
    details.put("RangeRequested", header).put("ActualObjectSize", Long.toString(size));
    return new Fault("InvalidRange", 416, "The requested range is not satisfiable", details);
  }

  /** As the header {@code Content-Range}. */
  String of(long size) {
    return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
  }
}
