package ecommerce.local.codebuild;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A place in a buildspec: every value is asked for as what it must be, and whatever is not is a
 * failure that names file, line and key.
 *
 * @param path the keys that lead there
 */
record SpecNode(String file, String path, Node node) {

  /**
   * The children of a mapping by their keys.
   *
   * @param known the keys that mean something
   * @param unsupported those that mean something on AWS alone
   */
  Map<String, SpecNode> children(Set<String> known, Set<String> unsupported) {
    Map<String, SpecNode> children = children();
    children.forEach(
        (key, child) -> {
          if (unsupported.contains(key)) {
            throw child.wrong("is not supported by this environment");
          }
          if (!known.contains(key)) {
            throw child.wrong("is not known; known are " + String.join(", ", new TreeSet<>(known)));
          }
        });
    return children;
  }

  /** The children of a mapping with keys of one's own. */
  Map<String, SpecNode> children() {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong("must be a mapping of keys to values, not " + kind());
    }
    Map<String, SpecNode> children = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      SpecNode key = new SpecNode(file, path, tuple.getKeyNode());
      String name = key.text();
      SpecNode child =
          new SpecNode(file, path.isEmpty() ? name : path + "." + name, tuple.getValueNode());
      if (children.put(name, child) != null) {
        throw child.wrong("is there twice");
      }
    }
    return children;
  }

  /** A string, number or boolean, by its text. */
  String text() {
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return scalar.getValue();
    }
    throw wrong("must be a string, not " + kind());
  }

  List<String> texts() {
    if (!(node instanceof SequenceNode sequence)) {
      throw wrong("must be a list of strings, not " + kind());
    }
    List<String> texts = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      texts.add(new SpecNode(file, path + "[" + texts.size() + "]", item).text());
    }
    return texts;
  }

  Map<String, String> textsByKey() {
    Map<String, String> texts = new LinkedHashMap<>();
    children().forEach((key, child) -> texts.put(key, child.text()));
    return texts;
  }

  boolean yes() {
    return switch (text()) {
      case "yes", "true" -> true;
      case "no", "false" -> false;
      default -> throw wrong("must be yes or no, not " + text());
    };
  }

  private String kind() {
    return switch (node) {
      case MappingNode mapping -> "a mapping (a colon in a command makes one: quote it)";
      case SequenceNode sequence -> "a list";
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "nothing";
      default -> "a single value";
    };
  }

  Failure wrong(String what) {
    int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    return new Failure(
        "YAML_FILE_ERROR",
        file + " line " + line + ": " + (path.isEmpty() ? "the buildspec" : path) + " " + what);
  }
}
