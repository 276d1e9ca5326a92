package ecommerce.payment3p.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A template as people write it: sections and attributes in the usual order, intrinsic functions in
 * their short form, what is short on one line, resources apart. The same template always gives the
 * same text, whatever order its keys came in. Refuses null, which a template never has.
 *
 * <p>YAML libraries write no short forms without quotes ({@code !Ref 'Table'}), and leave blanks on
 * empty lines; strings are quoted here wherever YAML 1.1 or 1.2 might read anything but a string.
 */
final class ReadableYaml {

  private static final int LONGEST = 100;
  private static final List<String> SECTIONS =
      List.of(
          "AWSTemplateFormatVersion",
          "Transform",
          "Description",
          "Parameters",
          "Mappings",
          "Conditions",
          "Resources");
  private static final List<String> KEYS =
      List.of(
          "Type",
          "Condition",
          "DeletionPolicy",
          "UpdateReplacePolicy",
          "Effect",
          "Action",
          "Name",
          "Default",
          "AllowedValues",
          "Properties");
  private static final Comparator<String> USUAL =
      Comparator.<String>comparingInt(
              key -> KEYS.contains(key) ? KEYS.indexOf(key) : KEYS.size() - 1)
          .thenComparing(key -> key.equals("Properties"))
          .thenComparing(Comparator.naturalOrder());

  private static final Set<String> OF_LISTS =
      Set.of("Fn::If", "Fn::Equals", "Fn::Not", "Fn::FindInMap");
  private static final Pattern PLAIN =
      Pattern.compile("(?!.*(: |:$| $))[A-Za-z/][A-Za-z0-9/_.:;()' -]*");
  private static final Pattern WORD =
      Pattern.compile("true|false|yes|no|on|off|y|n|null", Pattern.CASE_INSENSITIVE);

  /** The template's text. */
  String text(JsonNode template) {
    List<String> lines = new ArrayList<>();
    Stream.concat(SECTIONS.stream(), keys(template).stream())
        .distinct()
        .filter(template::has)
        .forEach(name -> lines.addAll(section(name, template.get(name))));
    return String.join("\n", lines) + "\n";
  }

  private List<String> section(String name, JsonNode section) {
    if (!section.isObject()) {
      return entry(name, section);
    }
    List<String> lines = new ArrayList<>(List.of("", name + ":"));
    for (Map.Entry<String, JsonNode> part : section.properties()) {
      if (name.equals("Resources") && lines.size() > 2) {
        lines.add("");
      }
      lines.addAll(
          indented(
              tag(part.getValue()).isEmpty()
                  ? block(part.getKey() + ":", part.getValue())
                  : entry(part.getKey(), part.getValue())));
    }
    return lines;
  }

  private List<String> entry(String key, JsonNode value) {
    String label = string(key) + ":";
    String line = line(value);
    boolean fits = line.length() <= LONGEST && !key.equals("Properties");
    JsonNode content = tag(value).isEmpty() ? value : argument(value);
    return fits || content.isValueNode() ? List.of(label + " " + line) : block(label, value);
  }

  private List<String> block(String label, JsonNode value) {
    String tag = tag(value);
    List<String> lines = new ArrayList<>(List.of(tag.isEmpty() ? label : label + " " + tag));
    lines.addAll(indented(lines(tag.isEmpty() ? value : argument(value))));
    return lines;
  }

  private List<String> lines(JsonNode value) {
    if (value.isObject()) {
      return keys(value).stream().flatMap(key -> entry(key, value.get(key)).stream()).toList();
    }
    List<String> lines = new ArrayList<>();
    for (JsonNode item : value) {
      String line = line(item);
      List<String> rest = line.length() <= LONGEST ? List.of(line) : lines(item);
      lines.add("- " + rest.getFirst());
      lines.addAll(indented(rest.subList(1, rest.size())));
    }
    return lines;
  }

  private String line(JsonNode value) {
    String tag = tag(value);
    if (!tag.isEmpty()) {
      return tag + " " + argument(tag, argument(value));
    }
    return switch (value.getNodeType()) {
      case OBJECT ->
          keys(value).stream()
              .map(key -> string(key) + ": " + line(value.get(key)))
              .collect(Collectors.joining(", ", "{", "}"));
      case ARRAY ->
          StreamSupport.stream(value.spliterator(), false)
              .map(this::line)
              .collect(Collectors.joining(", ", "[", "]"));
      case STRING -> string(value.textValue());
      case BOOLEAN, NUMBER -> value.asText();
      default -> throw new IllegalArgumentException("a template has no " + value.getNodeType());
    };
  }

  private String argument(String tag, JsonNode argument) {
    return switch (tag) {
      case "!Ref" -> argument.textValue();
      case "!GetAtt" -> argument.get(0).textValue() + "." + argument.get(1).textValue();
      case "!Sub" -> quoted(argument.textValue());
      default -> line(argument);
    };
  }

  /** The short form of an intrinsic function, or nothing where the value has none. */
  private static String tag(JsonNode value) {
    String name = value.isObject() && value.size() == 1 ? keys(value).getFirst() : "";
    boolean known =
        switch (name) {
          case "Ref" -> true;
          case "Fn::GetAtt" -> argument(value).isArray();
          case "Fn::Sub" -> argument(value).isTextual();
          default -> OF_LISTS.contains(name);
        };
    return known ? "!" + name.replace("Fn::", "") : "";
  }

  private static JsonNode argument(JsonNode intrinsic) {
    return intrinsic.elements().next();
  }

  private static List<String> keys(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).sorted(USUAL).toList();
  }

  private static List<String> indented(List<String> lines) {
    return lines.stream().map(line -> line.isEmpty() ? line : "  " + line).toList();
  }

  private static String string(String value) {
    boolean plain = PLAIN.matcher(value).matches() && !WORD.matcher(value).matches();
    return plain ? value : quoted(value);
  }

  private static String quoted(String value) {
    return value.contains("\"") && !value.contains("\n")
        ? "'" + value.replace("'", "''") + "'"
        : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
