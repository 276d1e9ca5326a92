package ecommerce.local.template;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * YAML with positions, CloudFormation's short tags written out ({@code !GetAtt A.b} is {@code
 * Fn::GetAtt: [A, b]}).
 */
final class YamlTree {

  private static final Set<String> SHORT =
      Set.of(
          "Ref",
          "Sub",
          "GetAtt",
          "Join",
          "Select",
          "Split",
          "If",
          "Equals",
          "And",
          "Or",
          "Not",
          "FindInMap",
          "ImportValue",
          "Base64",
          "Cidr",
          "GetAZs",
          "Condition",
          "Transform",
          "Length",
          "ToJsonString");
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setLabel("template").setCodePointLimit(10_000_000).build();

  private final Path file;
  private final Map<org.snakeyaml.engine.v2.nodes.Node, Boolean> open = new IdentityHashMap<>();

  private YamlTree(Path file) {
    this.file = file;
  }

  static Node read(Path file, String text) {
    Position top = new Position(file, 1);
    try {
      YamlTree tree = new YamlTree(file);
      return new Compose(SETTINGS)
          .composeString(text)
          .map(node -> tree.value(node, tree.place(node)))
          .orElseThrow(() -> new TemplateException(top, "the file is empty"));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new TemplateException(new Position(file, line), "bad YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new TemplateException(
          top, "bad YAML: " + e.getMessage().lines().findFirst().orElse(""));
    } catch (StackOverflowError e) {
      throw new TemplateException(top, "is nested too deeply");
    }
  }

  private Position place(org.snakeyaml.engine.v2.nodes.Node node) {
    return new Position(file, node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
  }

  private Node value(org.snakeyaml.engine.v2.nodes.Node given, Position position) {
    org.snakeyaml.engine.v2.nodes.Node node =
        given instanceof AnchorNode anchor ? anchor.getRealNode() : given;
    if (open.put(node, true) != null) {
      throw new TemplateException(position, "an alias contains itself");
    }
    Node plain =
        switch (node) {
          case MappingNode mapping -> mapping(mapping, position);
          case SequenceNode list ->
              new Node.Sequence(
                  position,
                  list.getValue().stream().map(item -> value(item, place(item))).toList());
          case ScalarNode scalar -> scalar(scalar, position);
          default -> throw new TemplateException(position, "is no YAML value");
        };
    open.remove(node);
    String tag = node.getTag().getValue();
    return tag.startsWith("!") && tag.length() > 1
        ? tagged(tag.substring(1), plain, place(node))
        : plain;
  }

  private Node mapping(MappingNode mapping, Position position) {
    SequencedMap<String, Node> entries = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      Position place = place(entry.getKeyNode());
      if (!(entry.getKeyNode() instanceof ScalarNode key)
          || key.getTag().getValue().startsWith("!")) {
        throw new TemplateException(place, "a key must be a plain name");
      }
      String name = key.getValue();
      if (name.equals("<<") && key.getScalarStyle() == ScalarStyle.PLAIN) {
        throw new TemplateException(place, "merge keys (<<) are not supported");
      }
      if (entries.containsKey(name)) {
        throw new TemplateException(
            place, name + " is there twice, first in line " + entries.get(name).position().line());
      }
      entries.put(name, value(entry.getValueNode(), place));
    }
    return new Node.Mapping(position, entries);
  }

  private static Node scalar(ScalarNode scalar, Position position) {
    boolean plain =
        scalar.getScalarStyle() == ScalarStyle.PLAIN && !scalar.getTag().getValue().startsWith("!");
    return new Node.Scalar(
        position,
        plain
            ? YamlScalar.of(scalar.getValue())
            : JsonNodeFactory.instance.textNode(scalar.getValue()));
  }

  private static Node tagged(String tag, Node value, Position place) {
    if (!SHORT.contains(tag)) {
      throw new TemplateException(place, "the tag !" + tag + " is not known");
    }
    Nodes at = Nodes.at(value.position());
    String name = tag.equals("Ref") || tag.equals("Condition") ? tag : "Fn::" + tag;
    String text = Node.text(value).orElse("");
    if (tag.equals("GetAtt") && text.contains(".")) {
      int dot = text.indexOf('.');
      return at.map(
          name, at.list(at.text(text.substring(0, dot)), at.text(text.substring(dot + 1))));
    }
    return at.map(name, value);
  }
}
