package ecommerce.local.codepipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;

/**
 * The values that stand for {@code #{namespace.name}} in configurations: of the pipeline ({@code
 * variables}), of the execution ({@code codepipeline}), and of actions that have run.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-variables.html">Variables
 *     reference</a>
 */
record Variables(Map<String, Map<String, String>> namespaces) {

  private static final Pattern REFERENCE =
      Pattern.compile("#\\{([A-Za-z0-9@_-]+)\\.([A-Za-z0-9@_.-]+)}");

  /** A reference to something that has no value. */
  static final class Unresolved extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unresolved(String message) {
      super(message, null, false, false);
    }
  }

  Variables {
    namespaces = Map.copyOf(namespaces);
  }

  static Variables of(Execution execution) {
    Map<String, Map<String, String>> all = new LinkedHashMap<>(execution.products().variables());
    all.put("variables", execution.origin().variables());
    all.put("codepipeline", Map.of("PipelineExecutionId", execution.id()));
    return new Variables(all);
  }

  /**
   * @throws Unresolved naming the reference that has no value
   */
  Map<String, String> in(Map<String, String> configuration) {
    Map<String, String> resolved = new LinkedHashMap<>();
    configuration.forEach((key, value) -> resolved.put(key, in(value)));
    return resolved;
  }

  private String in(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            match -> {
              String value = namespaces.getOrDefault(match.group(1), Map.of()).get(match.group(2));
              if (value == null) {
                throw new Unresolved(
                    "The variable " + match.group() + " could not be resolved: it has no value");
              }
              return Matcher.quoteReplacement(value);
            });
  }

  /**
   * The pipeline's variables, with what was given in place of their defaults.
   *
   * @throws ecommerce.local.wire.Fault where one is unknown, or has no value
   */
  static Map<String, String> given(Structure structure, List<PipelineVariable> given) {
    Map<String, String> values = new LinkedHashMap<>();
    for (PipelineVariableDeclaration declared : structure.declaration().variables()) {
      Optional.ofNullable(declared.defaultValue())
          .ifPresent(value -> values.put(declared.name(), value));
    }
    for (PipelineVariable variable : given) {
      if (structure.declaration().variables().stream()
          .noneMatch(declared -> declared.name().equals(variable.name()))) {
        throw Refusals.validation(
            "Pipeline '" + structure.name() + "' has no variable '" + variable.name() + "'");
      }
      values.put(variable.name(), variable.value());
    }
    for (PipelineVariableDeclaration declared : structure.declaration().variables()) {
      if (!values.containsKey(declared.name())) {
        throw Refusals.validation(
            "The variable '" + declared.name() + "' has no default value and was not given");
      }
    }
    return values;
  }
}
