package ecommerce.deploy.stacks;

import ecommerce.deploy.packaging.Artifact;
import ecommerce.deploy.packaging.S3Address;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Artefacts in a bucket. */
public final class S3Artifacts implements Artifacts {

  private static final int NOT_FOUND = 404;

  private final Supplier<S3Client> s3;
  private final String bucket;
  private final String region;
  private final Set<String> there = ConcurrentHashMap.newKeySet();

  public S3Artifacts(Supplier<S3Client> s3, String bucket, String region) {
    this.s3 = s3;
    this.bucket = bucket;
    this.region = region;
  }

  @Override
  public void keep(Artifact artifact) {
    if (there.contains(artifact.key())) {
      return;
    }
    try {
      upload(artifact);
    } catch (S3Exception e) {
      throw new IllegalStateException(
          "bucket " + bucket + " does not take artefacts: " + e.getMessage(), e);
    }
    there.add(artifact.key());
  }

  private void upload(Artifact artifact) {
    if (!exists(artifact.key())) {
      RequestBody body =
          switch (artifact.content()) {
            case Artifact.Content.InFile inFile -> RequestBody.fromFile(inFile.file());
            case Artifact.Content.InMemory memory -> RequestBody.fromBytes(memory.bytes());
          };
      s3.get().putObject(r -> r.bucket(bucket).key(artifact.key()), body);
    }
  }

  private boolean exists(String key) {
    try {
      s3.get().headObject(r -> r.bucket(bucket).key(key));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public String url(Artifact artifact) {
    return S3Address.url(bucket, artifact.key(), region);
  }
}
