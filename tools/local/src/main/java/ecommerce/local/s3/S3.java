package ecommerce.local.s3;

import ecommerce.local.Account;
import ecommerce.local.Authorizer;
import ecommerce.local.Objects;
import ecommerce.local.Part;
import ecommerce.local.Timers;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.Store;
import ecommerce.local.wire.AwsService;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * S3: buckets and objects, with versions, multipart uploads, tags, bucket policies and conditional
 * requests. What was acknowledged is in the state folder, the bytes in files, the rest in the
 * store; of an upload that failed nothing stays. Access control lists, object lock, keys of
 * customers, replication, websites and notifications are refused.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html">API reference</a>
 */
public final class S3 implements Part, Objects {

  private static final Duration BETWEEN_EXPIRIES = Duration.ofHours(1);

  private final AwsService service;
  private final ObjectReads reads;
  private final Timers timers;
  private final Expiry expiry;
  private final List<ResourceType> resourceTypes;

  public S3(Account account, Store store, Timers timers, Authorizer authorizer) {
    Blobs blobs = new Blobs(store.folder("s3"));
    Buckets buckets = new Buckets(account, store, blobs);
    UploadSet uploads = new UploadSet(store, blobs);
    blobs.retain(named(store, uploads));
    this.reads = new ObjectReads(buckets, blobs, authorizer);
    ObjectWrites writes = new ObjectWrites(buckets, blobs, timers);
    Listings listings = new Listings(buckets);
    VersionListings versions = new VersionListings(buckets, uploads, listings);
    BucketOperations operations = new BucketOperations(buckets, uploads, timers);
    BucketSettings settings = new BucketSettings(buckets);
    BucketPolicies policies = new BucketPolicies(buckets);
    this.service =
        new S3Service(
            buckets,
            operations,
            new SettingsService(buckets, settings, policies),
            listings,
            versions,
            new ObjectService(
                buckets,
                reads,
                writes,
                new Copies(buckets, blobs, reads, writes, timers),
                new Uploads(buckets, blobs, uploads, reads, writes, timers),
                versions,
                authorizer));
    this.timers = timers;
    this.expiry = new Expiry(buckets, uploads, writes, timers);
    this.resourceTypes =
        List.of(
            new BucketType(buckets, operations, settings), new BucketPolicyType(buckets, policies));
  }

  private static Set<String> named(Store store, UploadSet uploads) {
    Set<String> names = new HashSet<>();
    store.collection("s3.objects", StoredObject.class).values().stream()
        .flatMap(object -> object.versions().stream())
        .forEach(version -> version.blob().ifPresent(names::add));
    uploads.allParts().forEach(part -> names.add(part.blob()));
    return names;
  }

  @Override
  public void start() {
    timers.every(BETWEEN_EXPIRIES, expiry::run);
  }

  @Override
  public List<AwsService> services() {
    return List.of(service);
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return resourceTypes;
  }

  @Override
  public byte[] read(String bucket, String key, Optional<String> version) {
    return reads.read(bucket, key, version);
  }
}
