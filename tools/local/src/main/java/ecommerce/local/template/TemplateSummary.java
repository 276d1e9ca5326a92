package ecommerce.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a template says of itself before anything of it is transformed or resolved. Made from
 * templates whose sections have their shape; any other is a {@link TemplateException}.
 *
 * @param transforms names of the transforms of the whole template
 * @param resources the Resources section as written
 */
public record TemplateSummary(
    Optional<String> version,
    Optional<String> description,
    Optional<JsonNode> metadata,
    List<Declared> parameters,
    List<String> transforms,
    JsonNode resources) {

  /**
   * A parameter's declaration.
   *
   * @param standard its Default as text
   */
  public record Declared(
      String name,
      String type,
      Optional<String> standard,
      boolean noEcho,
      Optional<String> description,
      List<String> allowedValues) {}

  public static TemplateSummary of(TemplateSource source) {
    Node.Mapping template = Sections.checked(source.parsed());
    List<Declared> parameters = new ArrayList<>();
    Sections.mapping(template, "Parameters")
        .entries()
        .forEach((name, node) -> parameters.add(declared(name, node)));
    return new TemplateSummary(
        text(template, "AWSTemplateFormatVersion"),
        text(template, "Description"),
        template.get("Metadata").map(Node::json),
        List.copyOf(parameters),
        template.get("Transform").map(TemplateSummary::texts).orElse(List.of()),
        Sections.mapping(template, "Resources").json());
  }

  private static Declared declared(String name, Node node) {
    if (!(node instanceof Node.Mapping parameter)) {
      throw Parameters.wrong(node, name, "is not a mapping");
    }
    return new Declared(
        name,
        text(parameter, "Type").orElseThrow(() -> Parameters.wrong(parameter, name, "has no Type")),
        text(parameter, "Default"),
        text(parameter, "NoEcho").filter("true"::equals).isPresent(),
        text(parameter, "Description"),
        parameter.get("AllowedValues").map(TemplateSummary::texts).orElse(List.of()));
  }

  private static Optional<String> text(Node.Mapping map, String name) {
    return map.get(name).map(node -> node.json().asText());
  }

  private static List<String> texts(Node node) {
    return node instanceof Node.Sequence list
        ? list.items().stream().map(item -> item.json().asText()).toList()
        : List.of(node.json().asText());
  }
}
