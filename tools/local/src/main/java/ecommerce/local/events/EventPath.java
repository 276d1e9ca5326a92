package ecommerce.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON path as targets use it: {@code $.detail.items[0]['a name']}. Without wildcards and
 * filters.
 */
record EventPath(List<String> steps) {

  private static final Pattern STEP =
      Pattern.compile("\\.([^.\\[\\]*?@()'\"\\s]+)|\\[(\\d{1,9})]|\\['([^']+)']|\\[\"([^\"]+)\"]");

  static Optional<EventPath> parse(String path) {
    if (!path.startsWith("$")) {
      return Optional.empty();
    }
    List<String> steps = new ArrayList<>();
    Matcher step = STEP.matcher(path).region(1, path.length());
    while (step.lookingAt()) {
      for (int group = 1; group <= 4; group++) {
        if (step.group(group) != null) {
          steps.add(step.group(group));
        }
      }
      step.region(step.end(), path.length());
    }
    return step.regionStart() == path.length()
        ? Optional.of(new EventPath(steps))
        : Optional.empty();
  }

  /** What is there; empty where the event has nothing. */
  Optional<JsonNode> in(JsonNode event) {
    JsonNode node = event;
    for (String step : steps) {
      node =
          node.isArray() && step.matches("\\d{1,9}")
              ? node.path(Integer.parseInt(step))
              : node.path(step);
    }
    return node.isMissingNode() ? Optional.empty() : Optional.of(node);
  }
}
