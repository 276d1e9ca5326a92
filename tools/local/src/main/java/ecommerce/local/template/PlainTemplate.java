package ecommerce.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A template after its transforms: included files read in, SAM's resources made plain ones. */
final class PlainTemplate {

  private PlainTemplate() {}

  static Node.Mapping of(
      Node.Mapping template, Map<String, JsonNode> values, Pseudo pseudo, TemplateSource source) {
    SamParameters parameters = parameters(values, pseudo);
    Node.Mapping transformed =
        SamTransform.transformed(template, parameters, source.directory().orElse(Path.of("")));
    Node.Mapping plain = (Node.Mapping) new Includes(source, parameters).expanded(transformed);
    Sections.refuseNull("", plain);
    return plain;
  }

  /** What the transform may look at: parameters, and the pseudo parameters that it knows. */
  static SamParameters parameters(Map<String, JsonNode> values, Pseudo pseudo) {
    Map<String, JsonNode> known = new LinkedHashMap<>(values);
    Scope scope = new Scope(Map.of(), pseudo, null);
    for (String name : new String[] {"AWS::Region", "AWS::Partition"}) {
      scope.value(name).ifPresent(value -> known.put(name, value));
    }
    return new SamParameters(known, pseudo.partition());
  }
}
