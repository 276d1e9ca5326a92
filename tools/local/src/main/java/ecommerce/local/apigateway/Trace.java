package ecommerce.local.apigateway;

import ecommerce.local.wire.HttpRequest;
import java.time.Instant;
import java.util.UUID;

/** The trace id of a request: the client's own, or a new one. */
final class Trace {

  private Trace() {}

  static String of(HttpRequest request, Instant now) {
    return request
        .headers()
        .first("x-amzn-trace-id")
        .filter(id -> id.contains("Root="))
        .orElseGet(() -> fresh(now));
  }

  private static String fresh(Instant now) {
    String random = UUID.randomUUID().toString().replace("-", "");
    return "Root=1-%08x-%s".formatted(now.getEpochSecond(), random.substring(0, 24));
  }
}
