package ecommerce.lint;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.template.Output;
import ecommerce.local.template.Pseudo;
import ecommerce.local.template.Template;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * A service's template as CloudFormation would have it, in an environment named {@link
 * Symbols#ENVIRONMENT} in which everything is switched on: parameters that are "true" or "false"
 * are "true", traffic moves gradually. Every other parameter is at its default.
 */
final class Stack {

  static final String SSM = "AWS::SSM::Parameter::Value<";
  private static final String ACCOUNT = "123456789012";
  private static final String REGION = "us-east-1";

  private final SequencedMap<String, StackResource> resources = new LinkedHashMap<>();
  private final Collection<Output> outputs;

  private Stack(Template template) {
    Symbols symbols = new Symbols();
    template
        .resources()
        .forEach(
            (id, definition) ->
                resources.put(
                    id, new StackResource(template, definition, template.properties(id, symbols))));
    outputs = template.outputs(symbols).values();
  }

  /**
   * @param written the template as it is in the file
   * @param metadata template parameter → Systems Manager name
   * @throws ecommerce.local.template.TemplateException where the template cannot be understood
   */
  static Stack of(YamlFile written, String stackName, Map<String, String> metadata) {
    Map<String, String> given = new LinkedHashMap<>();
    written
        .at("Parameters")
        .properties()
        .forEach(
            parameter ->
                value(parameter.getKey(), parameter.getValue(), metadata)
                    .ifPresent(value -> given.put(parameter.getKey(), value)));
    return nested(written.file(), stackName, given);
  }

  /**
   * @param given every parameter that has no default
   * @throws ecommerce.local.template.TemplateException where the template cannot be understood
   */
  static Stack nested(Path file, String stackName, Map<String, String> given) {
    return new Stack(
        Template.load(
            file,
            given,
            Pseudo.of(
                ACCOUNT,
                REGION,
                stackName,
                "arn:aws:cloudformation:%s:%s:stack/%s/0".formatted(REGION, ACCOUNT, stackName)),
            Symbols::ssm));
  }

  /** Empty where the default is right. */
  private static Optional<String> value(
      String name, JsonNode parameter, Map<String, String> metadata) {
    List<String> allowed = StackResource.texts(parameter.path("AllowedValues"));
    if (name.equals("Environment")) {
      return Optional.of(Symbols.ENVIRONMENT);
    }
    if (isSsm(parameter)) {
      return Optional.of(environment(metadata.getOrDefault(name, "/nowhere/" + name)));
    }
    if (metadata.containsKey(name)) {
      return Optional.of(Symbols.ssm(environment(metadata.get(name))));
    }
    if (Set.copyOf(allowed).equals(Set.of("true", "false"))) {
      return Optional.of("true");
    }
    if (name.equals("Traffic")) {
      return allowed.stream().filter(type -> !type.equals("AllAtOnce")).findFirst();
    }
    return parameter.has("Default") ? Optional.empty() : Optional.of("1");
  }

  static boolean isSsm(JsonNode parameter) {
    return parameter.path("Type").asText().startsWith(SSM);
  }

  static String environment(String name) {
    return name.replace("{Environment}", Symbols.ENVIRONMENT);
  }

  Collection<StackResource> resources() {
    return resources.values();
  }

  List<StackResource> resources(String type) {
    return resources.values().stream().filter(resource -> resource.is(type)).toList();
  }

  Optional<StackResource> resource(String id) {
    return Optional.ofNullable(resources.get(id));
  }

  /** The resource of this stack that a resolved string names. */
  Optional<StackResource> named(String text) {
    return Symbols.resource(text).flatMap(this::resource);
  }

  /** The function that a string names, itself or by one of its aliases or versions. */
  Optional<StackResource> function(String text) {
    return named(text)
        .flatMap(
            found ->
                switch (found.type()) {
                  case "AWS::Lambda::Function" -> Optional.of(found);
                  case "AWS::Lambda::Alias", "AWS::Lambda::Version" ->
                      function(found.text("FunctionName"));
                  default -> Optional.empty();
                });
  }

  List<StackResource> functions() {
    return resources("AWS::Lambda::Function");
  }

  Collection<Output> outputs() {
    return outputs;
  }

  /** {@code arn:aws:events:REGION:ACCOUNT:} and its like. */
  static String arn(String service) {
    return "arn:aws:%s:%s:%s:".formatted(service, REGION, ACCOUNT);
  }
}
