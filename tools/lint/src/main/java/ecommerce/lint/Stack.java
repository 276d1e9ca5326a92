package ecommerce.lint;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.template.Output;
import ecommerce.local.template.Pseudo;
import ecommerce.local.template.Template;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A service's template as CloudFormation would have it, in an environment named {@link
 * Symbols#ENVIRONMENT} that is protected, every other parameter at its default.
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
            parameter -> {
              String name = parameter.getKey();
              if (name.equals("Environment")) {
                given.put(name, Symbols.ENVIRONMENT);
              } else if (name.equals("Protected")) {
                given.put(name, "true");
              } else if (isSsm(parameter.getValue())) {
                given.put(name, environment(metadata.getOrDefault(name, "/nowhere/" + name)));
              } else if (metadata.containsKey(name)) {
                given.put(name, Symbols.ssm(environment(metadata.get(name))));
              } else if (!parameter.getValue().has("Default")) {
                given.put(name, "1");
              }
            });
    return new Stack(
        Template.load(
            written.file(),
            given,
            Pseudo.of(
                ACCOUNT,
                REGION,
                stackName,
                "arn:aws:cloudformation:%s:%s:stack/%s/0".formatted(REGION, ACCOUNT, stackName)),
            Symbols::ssm));
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
