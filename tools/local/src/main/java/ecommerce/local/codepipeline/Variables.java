package ecommerce.local.codepipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    all.put("variables", execution.variables());
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
}
