package ecommerce.deploy.packaging;

import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Values of a template to be replaced in its text. Every other character stays, and every line
 * keeps its number, so that an error with a line points into the file that a person edits.
 */
final class Replacements {

  private record Replacement(int end, String value) {}

  private final Map<Integer, Replacement> byStart = new TreeMap<>();

  void replace(Node node, String value) {
    byStart.put(Yaml.start(node), new Replacement(Yaml.end(node), value));
  }

  String apply(String text) {
    StringBuilder result = new StringBuilder(text.length() + 100 * byStart.size());
    int codePoints = 0;
    int chars = 0;
    for (Map.Entry<Integer, Replacement> entry : byStart.entrySet()) {
      int start = text.offsetByCodePoints(chars, entry.getKey() - codePoints);
      int end = text.offsetByCodePoints(start, entry.getValue().end() - entry.getKey());
      result.append(text, chars, start).append(entry.getValue().value());
      text.substring(start, end)
          .chars()
          .filter(character -> character == '\n')
          .forEach(newLine -> result.append('\n'));
      codePoints = entry.getValue().end();
      chars = end;
    }
    return result.append(text, chars, text.length()).toString();
  }
}
