package ecommerce.local.events;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rule of a bus with its targets.
 *
 * @param pattern the event pattern, as it was given
 * @param state {@code ENABLED} or {@code DISABLED}
 */
record Rule(
    String bus,
    String name,
    Optional<String> description,
    Optional<String> pattern,
    Optional<String> schedule,
    String state,
    Map<String, String> tags,
    List<RuleTarget> targets) {

  Rule {
    tags = tags == null ? Map.of() : Map.copyOf(tags);
    targets = targets == null ? List.of() : List.copyOf(targets);
  }

  static String key(String bus, String name) {
    return bus + "|" + name;
  }

  String key() {
    return key(bus, name);
  }

  boolean enabled() {
    return state.equals("ENABLED");
  }

  Rule withState(String newState) {
    return new Rule(bus, name, description, pattern, schedule, newState, tags, targets);
  }

  Rule withTags(Map<String, String> newTags) {
    return new Rule(bus, name, description, pattern, schedule, state, newTags, targets);
  }

  Rule withTargets(List<RuleTarget> newTargets) {
    return new Rule(bus, name, description, pattern, schedule, state, tags, newTargets);
  }
}
