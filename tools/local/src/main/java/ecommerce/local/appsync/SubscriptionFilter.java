package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An enhanced filter of a subscription: groups of which one must hold, each of conditions that all
 * must. Refuses operators that AppSync does not have, lists that are too long and paths that are
 * too deep.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-enhanced-filtering.html">AWS</a>
 */
record SubscriptionFilter(List<List<Condition>> groups) {

  private static final int DEEPEST = 5;
  private static final int LONGEST = 256;

  /** What the field at a path of names must be. */
  record Condition(List<String> path, FilterOperator operator, JsonNode value) {

    boolean holds(JsonNode event) {
      JsonNode field = event;
      for (String name : path) {
        field = field.path(name);
      }
      return operator.holds(field.isMissingNode() ? MissingNode.getInstance() : field, value);
    }
  }

  SubscriptionFilter {
    groups = groups.stream().map(List::copyOf).toList();
  }

  /**
   * @param json as {@code extensions.setSubscriptionFilter} takes it; null lets everything through
   * @return empty where no filter was set
   * @throws IllegalArgumentException naming what is wrong with it
   */
  static Optional<SubscriptionFilter> of(JsonNode json) {
    if (json.isMissingNode()) {
      return Optional.empty();
    }
    if (json.isNull()) {
      return Optional.of(new SubscriptionFilter(List.of()));
    }
    if (!json.path("filterGroup").isArray()) {
      throw new IllegalArgumentException("a subscription filter has a list filterGroup");
    }
    List<List<Condition>> groups = new ArrayList<>();
    for (JsonNode group : json.path("filterGroup")) {
      if (!group.path("filters").isArray()) {
        throw new IllegalArgumentException("each of filterGroup has a list filters");
      }
      List<Condition> conditions = new ArrayList<>();
      group.path("filters").forEach(filter -> conditions.add(condition(filter)));
      groups.add(conditions);
    }
    return Optional.of(new SubscriptionFilter(groups));
  }

  private static Condition condition(JsonNode filter) {
    String name = filter.path("fieldName").asText("");
    List<String> path = List.of(name.split("\\.", -1));
    if (name.isEmpty() || name.length() > LONGEST || path.size() > DEEPEST) {
      throw new IllegalArgumentException(
          "fieldName '" + name + "' is not a path of at most 5 names and 256 characters");
    }
    FilterOperator operator =
        FilterOperator.of(filter.path("operator").asText())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no operator '" + filter.path("operator").asText() + "'"));
    JsonNode value = filter.path("value");
    boolean fits = operator.most() == 0 ? value.isValueNode() : listFits(operator, value);
    if (!fits || value.isNull()) {
      throw new IllegalArgumentException(
          "the operator '"
              + filter.path("operator").asText()
              + "' does not take the value "
              + (value.isMissingNode() ? "that is missing" : value));
    }
    return new Condition(path, operator, value);
  }

  private static boolean listFits(FilterOperator operator, JsonNode value) {
    return value.isArray()
        && value.size() <= operator.most()
        && (operator != FilterOperator.BETWEEN || value.size() == 2);
  }

  /** Whether it says anything at all. */
  boolean narrows() {
    return !groups.isEmpty();
  }

  boolean matches(JsonNode event) {
    return groups.isEmpty()
        || groups.stream()
            .anyMatch(group -> group.stream().allMatch(condition -> condition.holds(event)));
  }
}
