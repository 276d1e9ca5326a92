package ecommerce.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Parameters section and what was given for it: a value of the right type for each, or an error
 * that names the parameter.
 */
final class Parameters {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern SSM = Pattern.compile("AWS::SSM::Parameter::Value<(.+)>");
  private static final Pattern LIST = Pattern.compile("List<(.+)>");
  private static final Pattern AWS_SPECIFIC = Pattern.compile("AWS::[A-Za-z0-9]+::[A-Za-z0-9:]+");
  private static final Set<String> KEYS =
      Set.of(
          "Type",
          "Default",
          "AllowedValues",
          "AllowedPattern",
          "ConstraintDescription",
          "Description",
          "MaxLength",
          "MinLength",
          "MaxValue",
          "MinValue",
          "NoEcho");

  private final Map<String, String> given;
  private final Function<String, String> ssm;

  private Parameters(Map<String, String> given, Function<String, String> ssm) {
    this.given = given;
    this.ssm = ssm;
  }

  static SequencedMap<String, JsonNode> values(
      Node.Mapping template, Map<String, String> given, Function<String, String> ssm) {
    Node.Mapping section = Sections.mapping(template, "Parameters");
    for (String name : given.keySet()) {
      if (section.get(name).isEmpty()) {
        throw new TemplateException(section.position(), "there is no parameter " + name);
      }
    }
    Parameters parameters = new Parameters(given, ssm);
    SequencedMap<String, JsonNode> values = new LinkedHashMap<>();
    section
        .entries()
        .forEach((name, declared) -> values.put(name, parameters.value(name, declared)));
    return values;
  }

  private JsonNode value(String name, Node declared) {
    Sections.requireLogicalId(name, declared);
    if (!(declared instanceof Node.Mapping parameter)) {
      throw wrong(declared, name, "is not a mapping");
    }
    parameter
        .entries()
        .forEach(
            (key, value) -> {
              if (!KEYS.contains(key)) {
                throw wrong(value, name, "has " + key + ", which is not supported");
              }
            });
    Node typeNode = parameter.get("Type").orElseThrow(() -> wrong(parameter, name, "has no Type"));
    String type = Node.text(typeNode).orElse("");
    String text =
        Optional.ofNullable(given.get(name))
            .or(() -> parameter.get("Default").map(Parameters::written))
            .orElseThrow(() -> wrong(parameter, name, "has no value and no Default"));
    Matcher stored = SSM.matcher(type);
    new ParameterRules(name, parameter).check(text, stored.matches() ? "String" : type);
    if (!stored.matches()) {
      return typed(name, typeNode, type, text);
    }
    String found = ssm.apply(text);
    if (found == null) {
      throw wrong(
          parameter,
          name,
          "asks for the Systems Manager parameter " + text + ", which does not exist");
    }
    return typed(name, typeNode, stored.group(1), found);
  }

  private static String written(Node value) {
    return value.json().asText();
  }

  private static JsonNode typed(String name, Node at, String type, String text) {
    Matcher list = LIST.matcher(type);
    if (type.equals("CommaDelimitedList") || list.matches()) {
      boolean strings = type.equals("CommaDelimitedList");
      ArrayNode items = JSON.arrayNode();
      if (!text.isEmpty()) {
        for (String item : text.split(",", -1)) {
          items.add(
              strings ? JSON.textNode(item.strip()) : typed(name, at, list.group(1), item.strip()));
        }
      }
      return items;
    }
    if (type.equals("Number")) {
      return ParameterRules.number(text)
          .<JsonNode>map(ParameterRules::json)
          .orElseThrow(() -> wrong(at, name, "is not a number: " + text));
    }
    if (type.equals("String") || AWS_SPECIFIC.matcher(type).matches()) {
      return JSON.textNode(text);
    }
    throw wrong(at, name, "has the Type " + type + ", which is not supported");
  }

  static TemplateException wrong(Node at, String name, String what) {
    return new TemplateException(at.position(), "parameter " + name + " " + what);
  }
}
