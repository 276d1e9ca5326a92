package ecommerce.local.functions;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Map;

/** A function that fails where its environment says so. */
public final class Faltering {

  public Map<String, String> answer(Map<String, Object> event, Context context) {
    String says = System.getenv("SAYS");
    if (says.equals("nothing")) {
      throw new IllegalStateException("there is nothing to say");
    }
    return Map.of("version", context.getFunctionVersion(), "says", says);
  }
}
