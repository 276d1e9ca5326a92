package ecommerce.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.local.store.MvStore;
import ecommerce.local.wire.Shapes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

class ExpiryTest {

  @TempDir Path directory;

  @Test
  void removesWhatARuleSaysAfterItsDaysAndNothingElse() {
    Instant[] now = {Instant.parse("2026-01-01T12:00:00Z")};
    try (MvStore store = new MvStore(directory)) {
      Blobs blobs = new Blobs(store.folder("s3"));
      Buckets buckets = new Buckets(Storage.ACCOUNT, store, blobs);
      UploadSet uploads = new UploadSet(store, blobs);
      ObjectWrites writes = new ObjectWrites(buckets, blobs, () -> now[0]);
      buckets.add(new BucketRecord("things", now[0], Map.of(), BucketSettings.initial(null)));
      BucketLifecycleConfiguration rules =
          BucketLifecycleConfiguration.builder()
              .rules(
                  LifecycleRule.builder()
                      .status("Enabled")
                      .filter(f -> f.prefix("tmp/"))
                      .expiration(e -> e.days(1))
                      .build())
              .build();
      buckets.change("things", r -> r.with(Settings.LIFECYCLE, Shapes.toJson(rules)));
      for (String key : new String[] {"tmp/a", "kept"}) {
        writes.put(PutObjectRequest.builder().bucket("things").key(key).build(), new byte[1]);
      }
      Expiry expiry = new Expiry(buckets, uploads, writes, () -> now[0]);
      now[0] = Instant.parse("2026-01-02T23:59:59Z");
      expiry.run();
      assertThat(buckets.at("things").all()).hasSize(2);
      now[0] = Instant.parse("2026-01-03T00:00:00Z");
      expiry.run();
      assertThat(buckets.at("things").all()).singleElement().matches(o -> o.key().equals("kept"));
    }
  }
}
