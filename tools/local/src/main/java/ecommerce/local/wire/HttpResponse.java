package ecommerce.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** An answer to an {@link HttpRequest}. */
public record HttpResponse(int status, Headers headers, byte[] body) {

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
