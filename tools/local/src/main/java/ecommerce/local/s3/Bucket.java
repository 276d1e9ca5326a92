package ecommerce.local.s3;

import ecommerce.local.store.Collection;
import ecommerce.local.wire.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/**
 * A bucket with its objects, by key in the order of their UTF-8 bytes. Every change of an object is
 * one write of the store.
 */
final class Bucket {

  static final Comparator<String> BYTES =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private final Collection<StoredObject> records;
  private final Blobs blobs;
  private final ConcurrentNavigableMap<String, StoredObject> objects =
      new ConcurrentSkipListMap<>(BYTES);
  private volatile BucketRecord settings;
  private boolean deleted;

  Bucket(BucketRecord settings, Collection<StoredObject> records, Blobs blobs) {
    this.settings = settings;
    this.records = records;
    this.blobs = blobs;
    records
        .startingWith(settings.name() + "/")
        .values()
        .forEach(object -> objects.put(object.key(), object));
  }

  BucketRecord settings() {
    return settings;
  }

  void settings(BucketRecord now) {
    settings = now;
  }

  String name() {
    return settings.name();
  }

  Optional<StoredObject> find(String key) {
    return Optional.ofNullable(objects.get(key));
  }

  List<StoredObject> all() {
    return List.copyOf(objects.values());
  }

  /** Objects whose key starts with a prefix and comes after another, in order. */
  Iterable<StoredObject> from(String prefix, String after) {
    ConcurrentNavigableMap<String, StoredObject> rest =
        BYTES.compare(after, prefix) < 0
            ? objects.tailMap(prefix, true)
            : objects.tailMap(after, false);
    return rest.values();
  }

  /**
   * Changes an object, or makes or removes one; bytes that no version names afterwards are gone.
   *
   * @param change throws to leave everything as it is
   */
  synchronized void change(String key, UnaryOperator<Optional<StoredObject>> change) {
    if (deleted) {
      throw Refusals.noBucket(name());
    }
    Optional<StoredObject> before = find(key);
    Optional<StoredObject> after = change.apply(before);
    String id = name() + "/" + key;
    if (after.isPresent()) {
      records.put(id, after.get());
      objects.put(key, after.get());
    } else if (before.isPresent()) {
      records.remove(id);
      objects.remove(key);
    }
    List<String> gone = new ArrayList<>(blobsOf(before));
    gone.removeAll(blobsOf(after));
    gone.forEach(blobs::remove);
  }

  private static List<String> blobsOf(Optional<StoredObject> object) {
    return object.stream()
        .flatMap(stored -> stored.versions().stream())
        .flatMap(version -> version.blob().stream())
        .toList();
  }

  /**
   * @throws Fault where something is in it
   */
  synchronized void delete(Runnable removal) {
    if (!objects.isEmpty()) {
      throw new Fault(
          "BucketNotEmpty",
          409,
          settings.versioning().isPresent()
              ? "The bucket you tried to delete is not empty. You must delete all versions in the"
                  + " bucket."
              : "The bucket you tried to delete is not empty");
    }
    removal.run();
    deleted = true;
  }
}
