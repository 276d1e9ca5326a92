package ecommerce.local.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Undoes the content encoding {@code aws-chunked}: chunks of {@code size;chunk-signature=…}, then
 * an empty one, then a trailer of headers.
 */
final class AwsChunked {

  private final byte[] encoded;
  private final boolean signed;
  private final ChunkSignatures signatures;
  private final ByteArrayOutputStream decoded;
  private final Map<String, String> trailer = new LinkedHashMap<>();
  private int position;

  private AwsChunked(byte[] encoded, boolean signed, ChunkSignatures signatures) {
    this.encoded = encoded;
    this.signed = signed;
    this.signatures = signatures;
    this.decoded = new ByteArrayOutputStream(encoded.length);
  }

  /**
   * @param kind the value of {@code x-amz-content-sha256}
   * @throws Fault where the encoding is broken, or a signature is wrong
   */
  static AwsChunked decode(byte[] encoded, String kind, ChunkSignatures signatures) {
    boolean signed = kind.startsWith("STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
    if (!signed && !kind.equals("STREAMING-UNSIGNED-PAYLOAD-TRAILER")) {
      throw new Fault(
          "InvalidRequest", 400, "The x-amz-content-sha256 " + kind + " is not supported.");
    }
    AwsChunked chunked = new AwsChunked(encoded, signed, signatures);
    chunked.chunks();
    chunked.trailers();
    return chunked;
  }

  byte[] body() {
    return decoded.toByteArray();
  }

  /** Names in lower case. */
  Map<String, String> trailer() {
    return trailer;
  }

  private void chunks() {
    int size;
    do {
      String[] head = line().split(";", 2);
      size = size(head[0]);
      if (size > encoded.length - position) {
        throw incomplete();
      }
      byte[] chunk = Arrays.copyOfRange(encoded, position, position + size);
      position += size;
      if (signed) {
        String extension = head.length < 2 ? "" : head[1].strip();
        signatures.requireChunk(chunk, extension.replaceFirst("^chunk-signature=", ""));
      }
      decoded.writeBytes(chunk);
      if (size > 0 && !line().isEmpty()) {
        throw incomplete();
      }
    } while (size > 0);
  }

  private void trailers() {
    String signature = null;
    while (position < encoded.length) {
      String line = line();
      if (line.isEmpty()) {
        break;
      }
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new Fault(
            "MalformedTrailerError",
            400,
            "The request contained trailing data that was not well-formed");
      }
      String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      if (name.equals("x-amz-trailer-signature")) {
        signature = value;
      } else {
        trailer.put(name, value);
      }
    }
    if (signed && !trailer.isEmpty()) {
      String lines =
          trailer.entrySet().stream()
              .map(entry -> entry.getKey() + ":" + entry.getValue() + "\n")
              .collect(Collectors.joining());
      signatures.requireTrailer(lines, signature == null ? "" : signature);
    }
  }

  private static int size(String hexadecimal) {
    try {
      return Integer.parseUnsignedInt(hexadecimal.strip(), 16);
    } catch (NumberFormatException e) {
      throw incomplete();
    }
  }

  private String line() {
    int end = position;
    while (end + 1 < encoded.length && !(encoded[end] == '\r' && encoded[end + 1] == '\n')) {
      end++;
    }
    if (end + 1 >= encoded.length) {
      throw incomplete();
    }
    String line = new String(encoded, position, end - position, StandardCharsets.ISO_8859_1);
    position = end + 2;
    return line;
  }

  private static Fault incomplete() {
    return new Fault("IncompleteBody", 400, "The request body terminated unexpectedly");
  }
}
