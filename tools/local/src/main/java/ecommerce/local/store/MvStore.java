package ecommerce.local.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * A {@link Store} in a folder: H2's MVStore for the records (one file), plain folders for the rest.
 */
public final class MvStore implements Store {

  private final Path directory;
  private final MVStore store;
  private final ReadWriteLock inUse = new ReentrantReadWriteLock();
  private final JsonMapper mapper;
  private final Map<String, Collection<?>> collections = new ConcurrentHashMap<>();

  /**
   * @throws IllegalStateException where another process has the folder open
   */
  public MvStore(Path directory) {
    this.directory = directory;
    this.mapper =
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .addModule(new com.fasterxml.jackson.datatype.jdk8.Jdk8Module())
            .addModule(times())
            .build();
    try {
      Files.createDirectories(directory);
      this.store =
          new MVStore.Builder()
              .fileName(directory.resolve("state.mv").toString())
              .cacheSize(8)
              .open();
      store.setVersionsToKeep(0);
      store.setRetentionTime(0);
    } catch (MVStoreException e) {
      throw new IllegalStateException(
          "the state in " + directory + " is in use by another process, or damaged", e);
    } catch (IOException e) {
      throw new UncheckedIOException("the state folder " + directory + " cannot be made", e);
    }
  }

  private static SimpleModule times() {
    return new SimpleModule()
        .addSerializer(Instant.class, ToStringSerializer.instance)
        .addSerializer(Duration.class, ToStringSerializer.instance)
        .addDeserializer(
            Instant.class,
            new FromStringDeserializer<>(Instant.class) {
              private static final long serialVersionUID = 1L;

              @Override
              protected Instant _deserialize(String value, DeserializationContext context) {
                return Instant.parse(value);
              }
            })
        .addDeserializer(
            Duration.class,
            new FromStringDeserializer<>(Duration.class) {
              private static final long serialVersionUID = 1L;

              @Override
              protected Duration _deserialize(String value, DeserializationContext context) {
                return Duration.parse(value);
              }
            });
  }

  @Override
  public <V> Collection<V> collection(String name, Class<V> type) {
    return collection(name, mapper.constructType(type));
  }

  @Override
  public <V> Collection<V> collection(String name, TypeReference<V> type) {
    return collection(name, mapper.constructType(type));
  }

  @SuppressWarnings("unchecked") // A name always goes with the same type.
  private <V> Collection<V> collection(String name, JavaType type) {
    return (Collection<V>)
        collections.computeIfAbsent(name, any -> new Records<V>(store.openMap(name), type));
  }

  @Override
  public Path folder(String name) {
    try {
      return Files.createDirectories(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    inUse.writeLock().lock();
    try {
      // Without compaction: that of 2.4.240 can fail its own assertion.
      store.close(0);
    } finally {
      inUse.writeLock().unlock();
    }
  }

  /** What has begun ends before the store is closed. */
  private <R> R open(Supplier<R> work) {
    inUse.readLock().lock();
    try {
      return work.get();
    } finally {
      inUse.readLock().unlock();
    }
  }

  private final class Records<V> implements Collection<V> {

    private final MVMap<String, String> map;
    private final JavaType type;

    Records(MVMap<String, String> map, JavaType type) {
      this.map = map;
      this.type = type;
    }

    @Override
    public Optional<V> get(String key) {
      return Optional.ofNullable(undisturbed(() -> map.get(key))).map(this::read);
    }

    @Override
    public synchronized void put(String key, V value) {
      committed(() -> map.put(key, write(value)));
    }

    @Override
    public synchronized boolean putIfAbsent(String key, V value) {
      return committed(() -> map.putIfAbsent(key, write(value))) == null;
    }

    @Override
    public synchronized Optional<V> update(String key, UnaryOperator<V> change) {
      Optional<V> changed = get(key).map(change);
      changed.ifPresent(value -> put(key, value));
      return changed;
    }

    @Override
    public synchronized Optional<V> remove(String key) {
      return Optional.ofNullable(committed(() -> map.remove(key))).map(this::read);
    }

    @Override
    public List<V> values() {
      return List.copyOf(entries().values());
    }

    @Override
    public Map<String, V> entries() {
      Map<String, V> entries = new LinkedHashMap<>();
      undisturbed(
          () -> {
            map.forEach((key, value) -> entries.put(key, read(value)));
            return entries;
          });
      return entries;
    }

    @Override
    public Map<String, V> startingWith(String prefix) {
      Map<String, V> entries = new LinkedHashMap<>();
      undisturbed(
          () -> {
            var cursor = map.cursor(prefix);
            while (cursor.hasNext()) {
              String key = cursor.next();
              if (!key.startsWith(prefix)) {
                break;
              }
              entries.put(key, read(cursor.getValue()));
            }
            return entries;
          });
      return entries;
    }

    /** A version that is being read is kept meanwhile; commits of others would free its pages. */
    private <R> R undisturbed(Supplier<R> reading) {
      return open(
          () -> {
            MVStore.TxCounter version = store.registerVersionUsage();
            try {
              return reading.get();
            } finally {
              store.deregisterVersionUsage(version);
            }
          });
    }

    /** Durable when it returns. */
    private String committed(Supplier<String> change) {
      return open(
          () -> {
            String before = change.get();
            store.commit();
            return before;
          });
    }

    private V read(String json) {
      try {
        return mapper.readValue(json, type);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException("a record of " + map.getName() + " cannot be read", e);
      }
    }

    private String write(V value) {
      try {
        return mapper.writeValueAsString(value);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException("a record of " + map.getName() + " cannot be written", e);
      }
    }
  }
}
