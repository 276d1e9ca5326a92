package ecommerce.local.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Path;

/**
 * What the environment remembers: named collections of records, kept as JSON in one file, and
 * folders for large things.
 */
public interface Store extends AutoCloseable {

  /**
   * A collection by its name ({@code events.rules}); empty at first. The same name gives the same
   * collection.
   *
   * @param type a record, or anything else that Jackson reads and writes
   */
  <V> Collection<V> collection(String name, Class<V> type);

  <V> Collection<V> collection(String name, TypeReference<V> type);

  /** A folder for files, made where it is missing. */
  Path folder(String name);

  @Override
  void close();
}
