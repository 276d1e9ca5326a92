package ecommerce.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * What differs between the environments of a checkout: {@code environments.yaml}, environment →
 * template parameter → value. A value counts for every template that has the parameter; values are
 * text, as they stand in the file. An environment that is not listed takes the templates' defaults,
 * and so do all where there is no file.
 */
public final class Environments {

  /** How an environment may be called: it is part of stack, parameter and resource names. */
  public static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,19}");

  private final Map<String, Map<String, String>> parameters;

  private Environments(Map<String, Map<String, String>> parameters) {
    this.parameters = parameters;
  }

  /**
   * @param root the checkout
   * @throws WrongMetadata naming file, line and entry, where something else stands in the file
   */
  public static Environments read(Path root) {
    Path file = root.resolve("environments.yaml");
    if (!Files.exists(file)) {
      return new Environments(Map.of());
    }
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
      Map<String, Map<String, String>> environments = new LinkedHashMap<>();
      new Compose(settings)
          .composeString(Files.readString(file))
          .ifPresent(
              top -> {
                for (NodeTuple entry : mapping(file, top, "the file").getValue()) {
                  String name = name(file, entry, environments);
                  environments.put(name, values(file, name, entry.getValueNode()));
                }
              });
      return new Environments(environments);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new WrongMetadata(file + ":" + line + ": bad YAML: " + e.getProblem(), e);
    } catch (YamlEngineException | IOException e) {
      throw new WrongMetadata(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The environments that are listed, in the file's order. */
  public List<String> names() {
    return List.copyOf(parameters.keySet());
  }

  /** Template parameter → value; nothing for an environment that is not listed. */
  public Map<String, String> parameters(String environment) {
    return Map.copyOf(parameters.getOrDefault(environment, Map.of()));
  }

  private static String name(Path file, NodeTuple entry, Map<String, ?> known) {
    String name = text(file, entry.getKeyNode(), "the name of an environment");
    if (!NAME.matcher(name).matches()) {
      throw wrong(
          file,
          entry.getKeyNode(),
          "environment "
              + name
              + ": use lower-case letters, digits and -, at most 20, a letter first");
    }
    if (known.containsKey(name)) {
      throw wrong(file, entry.getKeyNode(), "environment " + name + " is there twice");
    }
    return name;
  }

  private static Map<String, String> values(Path file, String environment, Node node) {
    Map<String, String> values = new LinkedHashMap<>();
    for (NodeTuple entry : mapping(file, node, "environment " + environment).getValue()) {
      String parameter = text(file, entry.getKeyNode(), "a parameter of " + environment);
      String entryName = environment + "." + parameter;
      if (values.put(parameter, text(file, entry.getValueNode(), entryName)) != null) {
        throw wrong(file, entry.getKeyNode(), entryName + " is there twice");
      }
    }
    return values;
  }

  private static MappingNode mapping(Path file, Node node, String what) {
    if (node instanceof MappingNode mapping) {
      return mapping;
    }
    throw wrong(file, node, what + " must be a mapping");
  }

  private static String text(Path file, Node node, String what) {
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return scalar.getValue();
    }
    throw wrong(file, node, what + " must be text, a number or true/false");
  }

  private static WrongMetadata wrong(Path file, Node node, String fault) {
    int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    return new WrongMetadata(file + ":" + line + ": " + fault);
  }
}
