package ecommerce.local.iam;

import ecommerce.local.store.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/**
 * A collection that is read often: kept in memory too. Names are the same whatever their case, as
 * in IAM.
 */
final class Registry<V> {

  private final Collection<V> kept;
  private final Map<String, V> current;

  Registry(Collection<V> kept) {
    this.kept = kept;
    this.current = new ConcurrentSkipListMap<>(kept.entries());
  }

  Optional<V> find(String name) {
    return Optional.ofNullable(current.get(key(name)));
  }

  /** False where there is one already. */
  synchronized boolean add(String name, V value) {
    if (!kept.putIfAbsent(key(name), value)) {
      return false;
    }
    current.put(key(name), value);
    return true;
  }

  /** Changes a record; empty where there is none. What the change throws leaves it as it is. */
  synchronized Optional<V> change(String name, UnaryOperator<V> change) {
    Optional<V> changed = find(name).map(change);
    changed.ifPresent(
        value -> {
          kept.put(key(name), value);
          current.put(key(name), value);
        });
    return changed;
  }

  synchronized void remove(String name) {
    kept.remove(key(name));
    current.remove(key(name));
  }

  List<V> all() {
    return List.copyOf(current.values());
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
