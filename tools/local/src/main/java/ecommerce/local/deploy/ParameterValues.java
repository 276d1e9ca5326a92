package ecommerce.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.template.Template;
import ecommerce.local.template.TemplateSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/** A template's parameters: what was asked for, what was there before, and the defaults. */
final class ParameterValues {

  private ParameterValues() {}

  /**
   * A value for each parameter of the template.
   *
   * @throws ecommerce.local.wire.Fault ValidationError where one is unknown or has no value
   */
  static Map<String, String> of(
      List<Parameter> asked, TemplateSummary template, Optional<Definition> previous) {
    Map<String, Parameter> wanted = new LinkedHashMap<>();
    asked.forEach(parameter -> wanted.put(parameter.parameterKey(), parameter));
    refuseUnknown(wanted, template);
    Map<String, String> values = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (TemplateSummary.Declared declared : template.parameters()) {
      Optional<String> value = value(wanted.get(declared.name()), declared, previous);
      value.ifPresentOrElse(
          text -> values.put(declared.name(), text), () -> missing.add(declared.name()));
    }
    if (!missing.isEmpty()) {
      throw Refusals.invalid("Parameters: [" + String.join(", ", missing) + "] must have values");
    }
    return values;
  }

  private static void refuseUnknown(Map<String, Parameter> wanted, TemplateSummary template) {
    List<String> names =
        template.parameters().stream().map(TemplateSummary.Declared::name).toList();
    List<String> unknown = wanted.keySet().stream().filter(key -> !names.contains(key)).toList();
    if (!unknown.isEmpty()) {
      throw Refusals.invalid(
          "Parameters: [" + String.join(", ", unknown) + "] do not exist in the template");
    }
  }

  private static Optional<String> value(
      Parameter asked, TemplateSummary.Declared declared, Optional<Definition> previous) {
    if (asked != null && Boolean.TRUE.equals(asked.usePreviousValue())) {
      return Optional.of(
          previous
              .map(before -> before.parameters().get(declared.name()))
              .orElseThrow(
                  () ->
                      Refusals.invalid(
                          "Invalid input for parameter key "
                              + declared.name()
                              + ". Cannot specify usePreviousValue as true for a parameter key not"
                              + " in the previous template")));
    }
    return asked != null && asked.parameterValue() != null
        ? Optional.of(asked.parameterValue())
        : declared.standard();
  }

  /** As {@code DescribeStacks} shows them: secrets hidden, Systems Manager values looked up. */
  static List<Definition.Shown> shown(
      TemplateSummary summary, Map<String, String> values, Template template) {
    return summary.parameters().stream()
        .map(
            declared ->
                new Definition.Shown(
                    declared.name(),
                    declared.noEcho() ? "****" : values.get(declared.name()),
                    declared.type().startsWith("AWS::SSM::Parameter::Value<")
                        ? Optional.of(text(template.parameters().get(declared.name())))
                        : Optional.empty()))
        .toList();
  }

  private static String text(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(JsonNode::asText).collect(Collectors.joining(","))
        : value.asText();
  }
}
