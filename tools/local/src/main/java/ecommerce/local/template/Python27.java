package ecommerce.local.template;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Text of a value as Python 2.7 would write it, its dictionaries in Python 2.7's order: SAM makes
 * the logical id of an API's deployment from it, and a deployment whose id differs from the one
 * that SAM made would be a needless one.
 */
final class Python27 {

  private final Set<Node> generated = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * Marks a mapping or text that SAM adds itself: its keys are byte strings, those of the template
   * Unicode strings.
   */
  <N extends Node> N generated(N node) {
    generated.add(node);
    return node;
  }

  String text(Node node) {
    return switch (node) {
      case Node.Mapping mapping -> mapping(mapping);
      case Node.Sequence list ->
          list.items().stream().map(this::text).collect(Collectors.joining(", ", "[", "]"));
      case Node.Scalar scalar -> scalar(scalar);
    };
  }

  private String mapping(Node.Mapping mapping) {
    List<String> names = PythonDictionary.order(mapping.entries().sequencedKeySet());
    Map<String, Node> entries = mapping.entries();
    return names.stream()
        .map(name -> quoted(name, !generated.contains(mapping)) + ": " + text(entries.get(name)))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private String scalar(Node.Scalar scalar) {
    if (scalar.isText()) {
      return quoted(scalar.json().textValue(), !generated.contains(scalar));
    }
    if (scalar.json().isBoolean()) {
      return scalar.json().booleanValue() ? "True" : "False";
    }
    if (scalar.json().isNull()) {
      return "None";
    }
    return scalar.json().isIntegralNumber()
        ? scalar.json().bigIntegerValue().toString()
        : scalar.json().decimalValue().toPlainString();
  }

  private static String quoted(String text, boolean unicode) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(c -> escaped.append(escape(c)));
    boolean doubled = escaped.indexOf("'") >= 0 && escaped.indexOf("\"") < 0;
    String quoted =
        doubled ? "\"" + escaped + "\"" : "'" + escaped.toString().replace("'", "\\'") + "'";
    return unicode ? "u" + quoted : quoted;
  }

  private static String escape(int c) {
    return switch (c) {
      case '\\' -> "\\\\";
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      default -> {
        if (c >= 0x20 && c < 0x7f) {
          yield Character.toString(c);
        }
        yield c < 0x100
            ? "\\x%02x".formatted(c)
            : c < 0x10000 ? "\\u%04x".formatted(c) : "\\U%08x".formatted(c);
      }
    };
  }
}
