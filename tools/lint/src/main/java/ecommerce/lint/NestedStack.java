package ecommerce.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A stack in a service's stack whose template is a file of the checkout, with what the service
 * hands over to it.
 */
record NestedStack(StackResource resource, Path template) {

  static final String TYPE = "AWS::CloudFormation::Stack";
  private static final String ARN = ".Arn>";

  static List<NestedStack> of(ServiceFolder service) {
    return service.stack().resources(TYPE).stream()
        .map(
            stack ->
                new NestedStack(
                    stack, service.directory().resolve(stack.text("TemplateURL")).normalize()))
        .filter(nested -> Files.isRegularFile(nested.template()))
        .toList();
  }

  boolean is(String file) {
    return template.endsWith(file);
  }

  /** What the parameters whose name begins so are given, by name. */
  SequencedMap<String, String> given(String prefix) {
    SequencedMap<String, String> given = new LinkedHashMap<>();
    resource
        .at("Parameters")
        .properties()
        .forEach(
            parameter -> {
              if (parameter.getKey().matches(prefix + "\\d?")) {
                given.put(parameter.getKey(), parameter.getValue().asText());
              }
            });
    return given;
  }

  /** What a parameter is given, or its default. */
  Optional<String> value(String parameter) {
    JsonNode given = resource.at("Parameters", parameter);
    JsonNode value =
        given.isMissingNode()
            ? YamlFile.read(template).at("Parameters", parameter, "Default")
            : given;
    return value.isMissingNode() ? Optional.empty() : Optional.of(value.asText());
  }

  /**
   * The stack itself.
   *
   * @throws ecommerce.local.template.TemplateException where its template cannot be understood
   */
  Stack stack(String name) {
    Map<String, String> parameters = new LinkedHashMap<>();
    resource
        .at("Parameters")
        .properties()
        .forEach(
            parameter -> parameters.put(parameter.getKey(), shaped(parameter.getValue().asText())));
    return Stack.nested(template, name, parameters);
  }

  /** The ARN of something that is not made has no parts; of a rule, a template takes them. */
  private static String shaped(String value) {
    return value.endsWith(ARN) ? "arn:rule/bus/" + value : value;
  }
}
