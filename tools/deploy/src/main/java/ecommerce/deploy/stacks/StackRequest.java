package ecommerce.deploy.stacks;

import ecommerce.deploy.packaging.PackagedTemplate;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/**
 * A stack as it is wanted.
 *
 * @param parameters values for parameters that the template declares; the others take their
 *     defaults
 * @param role ARN of the role that CloudFormation takes for what it does to the stack, also later;
 *     where it is empty, CloudFormation does what its caller may do
 */
public record StackRequest(
    String name,
    PackagedTemplate template,
    Map<String, String> parameters,
    Map<String, String> tags,
    Optional<String> role) {

  public StackRequest {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    for (String parameter : parameters.keySet()) {
      if (!template.parameters().containsKey(parameter)) {
        throw new StackFailure(name, template.file() + " declares no parameter " + parameter);
      }
    }
  }

  public StackRequest(
      String name,
      PackagedTemplate template,
      Map<String, String> parameters,
      Map<String, String> tags) {
    this(name, template, parameters, tags, Optional.empty());
  }

  /** Values of what the template declares; values for anything else are left out. */
  public static Map<String, String> declared(
      PackagedTemplate template, Map<String, String> values) {
    Map<String, String> declared = new LinkedHashMap<>(values);
    declared.keySet().retainAll(template.parameters().keySet());
    return declared;
  }

  /** Names of the Systems Manager parameters that the stack's values come from. */
  public Set<String> systemsManagerNames() {
    Set<String> names = new TreeSet<>();
    template
        .parameters()
        .forEach(
            (name, parameter) -> {
              if (parameter.fromSystemsManager()) {
                value(name).filter(value -> !value.isEmpty()).ifPresent(names::add);
              }
            });
    return names;
  }

  /** What a parameter will be: the given value, else the template's default. */
  public Optional<String> value(String parameter) {
    String given = parameters.get(parameter);
    return given != null ? Optional.of(given) : template.parameters().get(parameter).defaultValue();
  }

  Collection<Parameter> sdkParameters() {
    return parameters.entrySet().stream()
        .map(p -> Parameter.builder().parameterKey(p.getKey()).parameterValue(p.getValue()).build())
        .toList();
  }

  Collection<Tag> sdkTags() {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
