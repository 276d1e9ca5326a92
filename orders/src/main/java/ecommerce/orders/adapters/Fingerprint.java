package ecommerce.orders.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What tells two requests under one key apart: a SHA-256 over all that the customer asked for,
 * whatever the order of the fields and the way numbers are written.
 */
final class Fingerprint {

  private Fingerprint() {}

  static String of(OrderRequest request) {
    return Sha256.hex(canonical(request.content()).getBytes(StandardCharsets.UTF_8));
  }

  private static String canonical(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        TreeMap<String, String> fields = new TreeMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), canonical(field.getValue())));
        yield fields.entrySet().stream()
            .map(field -> field.getKey().length() + ":" + field.getKey() + "=" + field.getValue())
            .collect(Collectors.joining(",", "{", "}"));
      }
      case ARRAY ->
          node.valueStream().map(Fingerprint::canonical).collect(Collectors.joining(",", "[", "]"));
      case NUMBER -> node.decimalValue().stripTrailingZeros().toPlainString();
      default -> node.toString();
    };
  }
}
