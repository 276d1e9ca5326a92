package ecommerce.lint;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.template.Position;
import ecommerce.local.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML file as a JSON tree that knows its lines. Tags such as {@code !Ref} are left out: what
 * they mean is {@link ecommerce.local.template.Template}'s business.
 */
final class YamlFile {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Path file;
  private final Map<JsonPointer, Integer> lines = new HashMap<>();
  private final JsonNode tree;

  private YamlFile(Path file, String text) {
    this.file = file;
    this.tree =
        new Compose(LoadSettings.builder().setLabel(file.toString()).build())
            .composeString(text)
            .map(node -> json(JsonPointer.empty(), node))
            .orElse(MissingNode.getInstance());
  }

  /**
   * @throws TemplateException with the place, where the file is missing or no YAML
   */
  static YamlFile read(Path file) {
    try {
      return new YamlFile(file, Files.readString(file));
    } catch (IOException e) {
      throw new TemplateException(new Position(file, 1), "the file cannot be read");
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new TemplateException(new Position(file, line), e.getProblem());
    }
  }

  Path file() {
    return file;
  }

  JsonNode tree() {
    return tree;
  }

  /** The value under these names; missing where there is none. */
  JsonNode at(String... steps) {
    return tree.at(pointer(steps));
  }

  /** Where these names stand, or the nearest of them that is there. */
  Position position(String... steps) {
    JsonPointer pointer = pointer(steps);
    while (!lines.containsKey(pointer) && !pointer.matches()) {
      pointer = pointer.head();
    }
    return new Position(file, lines.getOrDefault(pointer, 1));
  }

  private static JsonPointer pointer(String... steps) {
    JsonPointer pointer = JsonPointer.empty();
    for (String step : steps) {
      pointer = pointer.appendProperty(step);
    }
    return pointer;
  }

  private JsonNode json(JsonPointer at, Node node) {
    lines.putIfAbsent(at, line(node));
    return switch (node) {
      case MappingNode mapping -> {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
          String name = ((ScalarNode) entry.getKeyNode()).getValue();
          JsonPointer inside = at.appendProperty(name);
          lines.put(inside, line(entry.getKeyNode()));
          object.set(name, json(inside, entry.getValueNode()));
        }
        yield object;
      }
      case SequenceNode sequence -> {
        ArrayNode array = JSON.arrayNode();
        for (Node item : sequence.getValue()) {
          array.add(json(at.appendIndex(array.size()), item));
        }
        yield array;
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> JSON.nullNode();
    };
  }

  private static JsonNode scalar(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    String text = scalar.getValue();
    if (tag.equals(Tag.BOOL)) {
      return JSON.booleanNode(Boolean.parseBoolean(text));
    }
    if (tag.equals(Tag.NULL)) {
      return JSON.nullNode();
    }
    boolean number = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
    return number && text.matches("-?\\d{1,18}")
        ? JSON.numberNode(Long.parseLong(text))
        : number && text.matches("-?\\d+\\.\\d+")
            ? JSON.numberNode(Double.parseDouble(text))
            : JSON.textNode(text);
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}
