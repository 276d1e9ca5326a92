package ecommerce.payment3p.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads a template's YAML with another's parser, short forms written out. */
final class ShortForms {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ShortForms() {}

  static JsonNode read(String yaml) {
    Node root = new Compose(LoadSettings.builder().build()).composeString(yaml).orElseThrow();
    return tree(value(root));
  }

  /** Numbers the same whatever Java type they have. */
  static JsonNode tree(Object value) {
    try {
      return JSON.readTree(JSON.writeValueAsString(value));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Object value(Node node) {
    String tag = node.getTag().getValue();
    Object plain =
        switch (node) {
          case MappingNode map -> mapping(map);
          case SequenceNode list -> list.getValue().stream().map(ShortForms::value).toList();
          case ScalarNode scalar -> scalar(tag, scalar.getValue());
          default -> throw new IllegalArgumentException("a template has no " + node);
        };
    return switch (tag) {
      case "!Ref" -> Map.of("Ref", plain);
      case "!GetAtt" -> Map.of("Fn::GetAtt", List.of(plain.toString().split("\\.", 2)));
      default -> tag.startsWith("!") ? Map.of("Fn::" + tag.substring(1), plain) : plain;
    };
  }

  private static Object scalar(String tag, String text) {
    return switch (tag) {
      case "tag:yaml.org,2002:bool" -> Boolean.valueOf(text);
      case "tag:yaml.org,2002:int" -> Integer.valueOf(text);
      default -> text;
    };
  }

  private static Map<String, Object> mapping(MappingNode map) {
    return map.getValue().stream()
        .collect(
            Collectors.toMap(
                entry -> key(entry),
                entry -> value(entry.getValueNode()),
                (one, other) -> {
                  throw new IllegalArgumentException("a key is there twice");
                },
                LinkedHashMap::new));
  }

  private static String key(NodeTuple entry) {
    return ((ScalarNode) entry.getKeyNode()).getValue();
  }
}
