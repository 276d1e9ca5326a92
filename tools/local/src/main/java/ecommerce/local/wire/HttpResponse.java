package ecommerce.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An answer to an {@link HttpRequest}.
 *
 * @param stream what follows the body; whoever writes the answer closes it
 */
public record HttpResponse(int status, Headers headers, byte[] body, Optional<InputStream> stream) {

  public HttpResponse(int status, Headers headers, byte[] body) {
    this(status, headers, body, Optional.empty());
  }

  public static HttpResponse json(int status, JsonNode body) {
    return new HttpResponse(
        status,
        Headers.of("Content-Type", "application/json"),
        body.toString().getBytes(StandardCharsets.UTF_8));
  }

  public static HttpResponse empty(int status) {
    return new HttpResponse(status, Headers.of(), new byte[0]);
  }
}
