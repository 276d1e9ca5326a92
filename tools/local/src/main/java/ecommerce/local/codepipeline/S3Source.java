package ecommerce.local.codepipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ArtifactRevision;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** A zip in a bucket that keeps versions: the newest one, or the one that was asked for. */
final class S3Source implements Provider {

  @Override
  public Outcome run(Work work) {
    String bucket = work.required("S3Bucket");
    Optional<Execution.Wanted> wanted =
        Optional.ofNullable(work.execution().cause().sources().get(work.action().name()));
    String key = wanted.flatMap(Execution.Wanted::objectKey).orElse(work.required("S3ObjectKey"));
    String version = wanted.flatMap(Execution.Wanted::version).orElse(null);
    try (S3Client s3 = work.artifacts().client(work)) {
      if (s3.getBucketVersioning(get -> get.bucket(bucket)).status()
          != BucketVersioningStatus.ENABLED) {
        throw new Inputs.Wrong(
            "The bucket " + bucket + " does not keep versions, which a source has to");
      }
      ArtifactRef place = work.outputs().getFirst();
      GetObjectResponse object =
          Artifacts.copy(
              s3,
              GetObjectRequest.builder().bucket(bucket).key(key).versionId(version).build(),
              place);
      String revision = object.versionId();
      return new Outcome.Succeeded(
          Optional.of("Amazon S3 version id: " + revision),
          Map.of(
              "BucketName", bucket,
              "ETag", object.eTag().replace("\"", ""),
              "ObjectKey", key,
              "VersionId", revision),
          List.of(
              new ArtifactRef(
                  place.name(),
                  place.bucket(),
                  place.key(),
                  Optional.empty(),
                  Optional.of(revision))),
          Optional.of(
              ArtifactRevision.builder()
                  .name(place.name())
                  .revisionId(revision)
                  .revisionSummary("Amazon S3 version id: " + revision)
                  .build()),
          Optional.empty());
    }
  }
}
