package ecommerce.local.logs;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code $.a.b[0]} or {@code $['a']}: a member of a message that is JSON. Every selector that there
 * is can be looked up; a text that is none is refused when it is made.
 */
record Selector(JsonPointer pointer) {

  private static final Pattern STEP =
      Pattern.compile(
          "\\G(?:\\.([^.\\[\\]\"'\\s]+)|\\.?\\[(?:\"([^\"\\]]+)\"|'([^'\\]]+)'|([^\"'\\[\\]\\s]+))])");

  /**
   * @throws software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException where it
   *     is none
   */
  static Selector of(String text) {
    if (!text.startsWith("$")) {
      throw invalid(text);
    }
    StringBuilder path = new StringBuilder();
    Matcher step = STEP.matcher(text).region(1, text.length());
    int end = 1;
    while (step.find()) {
      path.append('/').append(name(step).replace("~", "~0").replace("/", "~1"));
      end = step.end();
    }
    if (end < text.length()) {
      throw invalid(text);
    }
    return new Selector(JsonPointer.compile(path.toString()));
  }

  private static String name(Matcher step) {
    int group = 1;
    while (step.group(group) == null) {
      group++;
    }
    return step.group(group);
  }

  private static RuntimeException invalid(String text) {
    return Refusals.invalid(
        "Invalid filter pattern: a selector like $.member was expected instead of " + text);
  }

  /** The member; a missing node where there is none. */
  JsonNode in(JsonNode json) {
    return json.at(pointer);
  }
}
