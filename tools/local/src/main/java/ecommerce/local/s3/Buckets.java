package ecommerce.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.Account;
import ecommerce.local.Permission;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/** All buckets, by name. */
final class Buckets {

  private final Account account;
  private final Collection<BucketRecord> records;
  private final Collection<StoredObject> objects;
  private final Blobs blobs;
  private final Map<String, Bucket> buckets = new ConcurrentSkipListMap<>();

  Buckets(Account account, Store store, Blobs blobs) {
    this.account = account;
    this.records = store.collection("s3.buckets", BucketRecord.class);
    this.objects = store.collection("s3.objects", StoredObject.class);
    this.blobs = blobs;
    records.values().forEach(this::open);
  }

  private void open(BucketRecord record) {
    buckets.put(record.name(), new Bucket(record, objects, blobs));
  }

  Account account() {
    return account;
  }

  Optional<Bucket> find(String name) {
    return Optional.ofNullable(buckets.get(name));
  }

  /**
   * @throws ecommerce.local.wire.Fault {@code NoSuchBucket}
   */
  Bucket at(String name) {
    return find(name).orElseThrow(() -> Refusals.noBucket(name));
  }

  List<Bucket> all() {
    return List.copyOf(buckets.values());
  }

  void add(BucketRecord record) {
    records.put(record.name(), record);
    open(record);
  }

  synchronized void change(String name, UnaryOperator<BucketRecord> change) {
    Bucket bucket = at(name);
    BucketRecord now = change.apply(bucket.settings());
    records.put(name, now);
    bucket.settings(now);
  }

  synchronized void remove(String name) {
    Bucket bucket = at(name);
    bucket.delete(
        () -> {
          records.remove(name);
          buckets.remove(name);
        });
  }

  static String arn(String bucket) {
    return "arn:" + Account.PARTITION + ":s3:::" + bucket;
  }

  /** An action on a bucket, whose own policy has a say. */
  Permission onBucket(String action, String bucket) {
    return Permission.of(action, arn(bucket)).guardedBy(policy(bucket));
  }

  Permission onObject(String action, String bucket, String key) {
    return Permission.of(action, arn(bucket) + "/" + key).guardedBy(policy(bucket));
  }

  private Optional<JsonNode> policy(String bucket) {
    return find(bucket).flatMap(found -> found.settings().setting(Settings.POLICY));
  }
}
