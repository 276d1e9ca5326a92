package ecommerce.local;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The header {@code X-Amzn-Trace-Id}: to which trace a request belongs, who caused it, and whether
 * it is traced at all.
 *
 * @param root {@code 1-} time {@code -} 96 bits, in hexadecimal
 * @param parent the segment or subsegment that made the request
 * @param sampled empty where nobody has decided yet
 */
public record TraceHeader(String root, Optional<String> parent, Optional<Boolean> sampled) {

  private static final Pattern ROOT = Pattern.compile("1-[0-9a-f]{8}-[0-9a-f]{24}");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

  /** Empty where the text names no trace. */
  public static Optional<TraceHeader> parse(String text) {
    String root = "";
    Optional<String> parent = Optional.empty();
    Optional<Boolean> sampled = Optional.empty();
    for (String part : text.split(";")) {
      String[] pair = part.strip().split("=", 2);
      String value = pair.length == 2 ? pair[1].strip() : "";
      switch (pair[0].toLowerCase(Locale.ROOT)) {
        case "root" -> root = value;
        case "parent" -> parent = Optional.of(value).filter(id -> ID.matcher(id).matches());
        case "sampled" -> sampled = value.equals("?") ? sampled : Optional.of(value.equals("1"));
        default -> {
          // Lineage and what an application adds are not for us.
        }
      }
    }
    return ROOT.matcher(root).matches()
        ? Optional.of(new TraceHeader(root, parent, sampled))
        : Optional.empty();
  }

  /** A trace that begins now; nobody has decided whether it is sampled. */
  public static TraceHeader fresh(Instant now) {
    return new TraceHeader(
        "1-%08x-%s".formatted(now.getEpochSecond(), random(12)),
        Optional.empty(),
        Optional.empty());
  }

  /** An id for a segment. */
  public static String segmentId() {
    return random(8);
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    ThreadLocalRandom.current().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  public boolean isSampled() {
    return sampled.orElse(false);
  }

  public TraceHeader sampled(boolean decision) {
    return new TraceHeader(root, parent, Optional.of(decision));
  }

  /** The header of what a segment causes. */
  public TraceHeader under(String segmentId) {
    return new TraceHeader(root, Optional.of(segmentId), sampled);
  }

  /** As it goes over the wire. */
  public String text() {
    return "Root="
        + root
        + parent.map(id -> ";Parent=" + id).orElse("")
        + sampled.map(yes -> ";Sampled=" + (yes ? 1 : 0)).orElse("");
  }
}
