package ecommerce.local.events;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.event.ruler.Machine;

/**
 * Finds the rules of one bus that an event matches. A changed pattern is added before the old one
 * goes, so that no event falls between them.
 */
final class Matcher {

  private record Entry(String label, String pattern) {}

  private final Machine machine = Machine.builder().build();
  private final Map<String, Entry> entries = new HashMap<>();
  private long versions;

  /**
   * @param pattern a pattern that {@link EventPattern#check} has taken
   */
  synchronized void put(String rule, String pattern) {
    Entry present = entries.get(rule);
    if (present != null && present.pattern().equals(pattern)) {
      return;
    }
    Entry entry = new Entry(rule + "#" + versions++, pattern);
    try {
      machine.addRule(entry.label(), pattern);
    } catch (IOException e) {
      throw new IllegalStateException("a checked pattern was refused: " + pattern, e);
    }
    entries.put(rule, entry);
    delete(present);
  }

  synchronized void remove(String rule) {
    delete(entries.remove(rule));
  }

  private void delete(Entry entry) {
    if (entry == null) {
      return;
    }
    try {
      machine.deleteRule(entry.label(), entry.pattern());
    } catch (IOException e) {
      throw new IllegalStateException("a checked pattern was refused: " + entry.pattern(), e);
    }
  }

  /** The names of the rules. */
  List<String> matching(String event) {
    try {
      return machine.rulesForJSONEvent(event).stream()
          .map(label -> label.substring(0, label.lastIndexOf('#')))
          .distinct()
          .toList();
    } catch (Exception e) {
      throw new IllegalStateException("an event could not be matched", e);
    }
  }
}
