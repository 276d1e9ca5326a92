package ecommerce.deploy.packaging;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A template as a tree of nodes that know where in the text they stand. JSON is YAML too. */
final class Yaml {

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setLabel("template").setCodePointLimit(10_000_000).build();

  private Yaml() {}

  static MappingNode read(Path file, String text) {
    try {
      Node top =
          new Compose(SETTINGS)
              .composeString(text)
              .orElseThrow(() -> new WrongTemplate(file, 1, "the file is empty"));
      if (top instanceof MappingNode mapping) {
        return mapping;
      }
      throw new WrongTemplate(file, line(top), "a template is a mapping");
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new WrongTemplate(file, line, "bad YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new WrongTemplate(
          file, 1, "bad YAML: " + e.getMessage().lines().findFirst().orElse(""));
    }
  }

  static Optional<Node> child(Node node, String key) {
    return entries(node).stream()
        .filter(entry -> key(entry).equals(key))
        .map(NodeTuple::getValueNode)
        .findFirst();
  }

  static Optional<String> text(Node node, String key) {
    return child(node, key).flatMap(Yaml::text);
  }

  /** The text of a scalar without an intrinsic's tag. */
  static Optional<String> text(Node node) {
    return node instanceof ScalarNode scalar
            && scalar.getTag().getValue().startsWith(Tag.PREFIX)
            && !scalar.getTag().equals(Tag.NULL)
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  static List<NodeTuple> entries(Node node) {
    return node instanceof MappingNode mapping ? mapping.getValue() : List.of();
  }

  static String key(NodeTuple entry) {
    return entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  static List<? extends Node> elements(Node node) {
    return node instanceof SequenceNode sequence ? sequence.getValue() : List.of();
  }

  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  /** Where a node starts, in code points. */
  static int start(Node node) {
    return node.getStartMark().orElseThrow().getIndex();
  }

  /**
   * Where a node ends, in code points; the blanks and comments behind a block are not part of it.
   */
  static int end(Node node) {
    if (node instanceof CollectionNode<?> collection
        && collection.getFlowStyle() == FlowStyle.BLOCK) {
      Object last = collection.getValue().getLast();
      return end(last instanceof NodeTuple tuple ? tuple.getValueNode() : (Node) last);
    }
    return node.getEndMark().orElseThrow().getIndex();
  }
}
