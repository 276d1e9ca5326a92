package ecommerce.delivery.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where to deliver to, as the order has it: name, street, city and so on, each a text. It is passed
 * on and not interpreted. It never shows itself in a text, and so in no log.
 */
public record Address(Map<String, String> lines) {

  public Address {
    lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
  }

  @Override
  public String toString() {
    return "Address[" + lines.size() + " lines]";
  }
}
