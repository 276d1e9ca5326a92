package ecommerce.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Text of a value as Python's {@code json.dumps} writes it, compact and with sorted keys: SAM makes
 * logical ids of versions from it.
 */
final class PythonJson {

  private PythonJson() {}

  static String of(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> {
        Map<String, JsonNode> sorted = new TreeMap<>();
        value.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        yield sorted.entrySet().stream()
            .map(entry -> quoted(entry.getKey()) + ":" + of(entry.getValue()))
            .collect(Collectors.joining(",", "{", "}"));
      }
      case ARRAY ->
          value.valueStream().map(PythonJson::of).collect(Collectors.joining(",", "[", "]"));
      case STRING -> quoted(value.textValue());
      default -> value.asText();
    };
  }

  private static String quoted(String text) {
    return text.chars()
        .mapToObj(unit -> escaped((char) unit))
        .collect(Collectors.joining("", "\"", "\""));
  }

  private static String escaped(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\f' -> "\\f";
      case '\b' -> "\\b";
      default -> c < ' ' || c > '~' ? "\\u%04x".formatted((int) c) : Character.toString(c);
    };
  }
}
