package ecommerce.local.events;

import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/** The rules of all buses: kept in the store, matched in memory. */
final class Rules {

  private final Collection<Rule> stored;
  private final Map<String, Rule> known = new ConcurrentHashMap<>();
  private final Map<String, Matcher> matchers = new ConcurrentHashMap<>();
  private volatile Consumer<String> changes = key -> {};

  Rules(Store store) {
    stored = store.collection("events.rules", Rule.class);
    stored.values().forEach(this::activate);
  }

  /** Tells of each rule that is put or removed, by its key. */
  void onChange(Consumer<String> listener) {
    changes = listener;
  }

  Optional<Rule> find(String bus, String name) {
    return byKey(Rule.key(bus, name));
  }

  Optional<Rule> byKey(String key) {
    return Optional.ofNullable(known.get(key));
  }

  /**
   * @throws ResourceNotFoundException in EventBridge's words
   */
  Rule require(String bus, String name) {
    return find(bus, name)
        .orElseThrow(
            () ->
                ResourceNotFoundException.builder()
                    .message("Rule " + name + " does not exist on EventBus " + bus + ".")
                    .statusCode(400)
                    .build());
  }

  /** In the order of their names. */
  List<Rule> of(String bus) {
    return known.values().stream()
        .filter(r -> r.bus().equals(bus))
        .sorted(Comparator.comparing(Rule::name))
        .toList();
  }

  List<Rule> all() {
    return List.copyOf(known.values());
  }

  synchronized void put(Rule rule) {
    stored.put(rule.key(), rule);
    activate(rule);
    changes.accept(rule.key());
  }

  synchronized void change(String bus, String name, UnaryOperator<Rule> change) {
    put(change.apply(require(bus, name)));
  }

  synchronized void remove(String bus, String name) {
    String key = Rule.key(bus, name);
    stored.remove(key);
    known.remove(key);
    matcher(bus).remove(name);
    changes.accept(key);
  }

  private void activate(Rule rule) {
    known.put(rule.key(), rule);
    if (rule.enabled() && rule.pattern().isPresent()) {
      matcher(rule.bus()).put(rule.name(), rule.pattern().get());
    } else {
      matcher(rule.bus()).remove(rule.name());
    }
  }

  List<Rule> matching(String bus, String event) {
    return matcher(bus).matching(event).stream()
        .map(name -> known.get(Rule.key(bus, name)))
        .filter(Objects::nonNull)
        .toList();
  }

  private Matcher matcher(String bus) {
    return matchers.computeIfAbsent(bus, any -> new Matcher());
  }
}
