package ecommerce.local.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Records by key, in the order of their keys. A write is durable against the end of the process
 * once the method returns. Safe for use by several threads; values are immutable.
 */
public interface Collection<V> {

  Optional<V> get(String key);

  void put(String key, V value);

  /** Puts a record where there is none; false where there is one already. */
  boolean putIfAbsent(String key, V value);

  /** Changes a record atomically; empty where there is none. */
  Optional<V> update(String key, UnaryOperator<V> change);

  Optional<V> remove(String key);

  List<V> values();

  /** A copy of all entries. */
  Map<String, V> entries();

  /** The entries whose key starts with a prefix, in order. */
  Map<String, V> startingWith(String prefix);
}
