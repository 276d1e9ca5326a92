package ecommerce.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A loaded function: takes an event's bytes, writes its answer's. What the function throws comes
 * out as it was thrown.
 */
@FunctionalInterface
interface Handler {

  void handle(byte[] event, OutputStream answer, Context context)
      throws IOException, ReflectiveOperationException;
}
