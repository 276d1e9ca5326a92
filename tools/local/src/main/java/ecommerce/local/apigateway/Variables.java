package ecommerce.local.apigateway;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What templates and log formats may name: {@code $context.requestId}, {@code
 * $stageVariables.colour}.
 *
 * @param context by the name after {@code $context.}
 */
record Variables(Map<String, String> context, Map<String, String> stage) {

  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\$(?:\\{(context|stageVariables)\\.([A-Za-z0-9_.-]+)}"
              + "|(context|stageVariables)\\.([A-Za-z0-9_]+(?:\\.[A-Za-z0-9_]+)*))");
  private static final Pattern BEYOND =
      Pattern.compile("(?m)\\$(?:input|util)|#(?:set|if|else|end|foreach|macro)|\\$!?\\{?[a-zA-Z]");

  /** Whether a template has nothing but text and variables that are understood here. */
  static boolean understands(String template) {
    return !BEYOND.matcher(REFERENCE.matcher(template).replaceAll("")).find();
  }

  /**
   * The template with its variables filled in; {@code missing} stands for those that have no value.
   */
  String fill(String template, String missing) {
    return REFERENCE
        .matcher(template)
        .replaceAll(
            match -> {
              boolean braces = match.group(1) != null;
              String value = value(match.group(braces ? 1 : 3), match.group(braces ? 2 : 4));
              return Matcher.quoteReplacement(value == null ? missing : value);
            });
  }

  private String value(String kind, String name) {
    return (kind.equals("context") ? context : stage).get(name);
  }
}
