package ecommerce.local.wire;

import ecommerce.local.TraceHeader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A request as it came in.
 *
 * @param path raw: percent-encoding as the client sent it, because the signature covers it
 * @param query raw, without the question mark; empty where there is none
 */
public record HttpRequest(
    String method, String path, String query, Headers headers, byte[] body, String sourceIp) {

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The trace that it says it belongs to. */
  public Optional<TraceHeader> trace() {
    return headers.first("x-amzn-trace-id").flatMap(TraceHeader::parse);
  }
}
