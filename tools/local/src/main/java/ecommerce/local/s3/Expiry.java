package ecommerce.local.s3;

import ecommerce.local.wire.Shapes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;

/**
 * Does what the lifecycle rules of buckets say: days are counted to the midnight (UTC) after they
 * have passed, as on AWS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html">Lifecycle
 *     configuration elements</a>
 */
final class Expiry {

  private final Buckets buckets;
  private final UploadSet uploads;
  private final ObjectWrites writes;
  private final InstantSource clock;

  Expiry(Buckets buckets, UploadSet uploads, ObjectWrites writes, InstantSource clock) {
    this.buckets = buckets;
    this.uploads = uploads;
    this.writes = writes;
    this.clock = clock;
  }

  void run() {
    for (Bucket bucket : buckets.all()) {
      bucket
          .settings()
          .setting(Settings.LIFECYCLE)
          .map(json -> Shapes.fromJson(json, BucketLifecycleConfiguration.builder()).build())
          .ifPresent(
              configuration ->
                  configuration.rules().stream()
                      .filter(rule -> rule.statusAsString().equals("Enabled"))
                      .forEach(rule -> apply(rule, bucket)));
    }
  }

  private void apply(LifecycleRule rule, Bucket bucket) {
    for (StoredObject object : bucket.all()) {
      if (LifecycleFilter.matches(rule, object)) {
        expireOld(rule.noncurrentVersionExpiration(), bucket, object);
        expireNewest(rule.expiration(), bucket, object);
      }
    }
    if (rule.abortIncompleteMultipartUpload() != null) {
      int days = rule.abortIncompleteMultipartUpload().daysAfterInitiation();
      uploads.of(bucket.name()).stream()
          .filter(upload -> upload.key().startsWith(LifecycleFilter.prefix(rule)))
          .filter(upload -> hasPassed(upload.initiated(), days))
          .forEach(uploads::remove);
    }
  }

  private void expireNewest(LifecycleExpiration expiration, Bucket bucket, StoredObject object) {
    if (expiration == null) {
      return;
    }
    Version newest = object.newest();
    if (newest.isMarker()) {
      boolean lone = object.versions().size() == 1;
      if (lone && Boolean.TRUE.equals(expiration.expiredObjectDeleteMarker())) {
        writes.delete(bucket, object.key(), newest.id(), null);
      }
      return;
    }
    boolean due =
        expiration.days() != null && hasPassed(newest.modified(), expiration.days())
            || expiration.date() != null && !clock.instant().isBefore(expiration.date());
    if (due) {
      writes.delete(bucket, object.key(), null, newest.quotedEtag());
    }
  }

  /** A version is old from the moment that the next one was written. */
  private void expireOld(
      NoncurrentVersionExpiration expiration, Bucket bucket, StoredObject object) {
    if (expiration == null || expiration.noncurrentDays() == null) {
      return;
    }
    int kept =
        expiration.newerNoncurrentVersions() == null ? 0 : expiration.newerNoncurrentVersions();
    List<Version> versions = object.versions();
    for (int i = 1 + kept; i < versions.size(); i++) {
      if (hasPassed(versions.get(i - 1).modified(), expiration.noncurrentDays())) {
        writes.delete(bucket, object.key(), versions.get(i).id(), null);
      }
    }
  }

  private boolean hasPassed(Instant start, int days) {
    Instant due = start.plus(Duration.ofDays(days));
    Instant midnight = due.truncatedTo(ChronoUnit.DAYS);
    Instant from = midnight.equals(due) ? due : midnight.plus(Duration.ofDays(1));
    return !clock.instant().isBefore(from);
  }
}
