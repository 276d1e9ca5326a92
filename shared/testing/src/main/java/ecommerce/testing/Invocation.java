package ecommerce.testing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.edge.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Invokes a handler as Lambda does: JSON bytes in, JSON bytes out. */
public final class Invocation {

  private Invocation() {}

  /**
   * @param input JSON; single quotes may stand for double ones
   */
  public static JsonNode of(RequestStreamHandler handler, String input) {
    Context context = LambdaContext.named("function");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(input.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
          out,
          context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.size() == 0 ? Json.object() : Json.parse(out.toString(StandardCharsets.UTF_8));
  }
}
