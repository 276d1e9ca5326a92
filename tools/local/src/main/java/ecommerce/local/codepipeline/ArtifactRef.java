package ecommerce.local.codepipeline;

import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ArtifactDetail;

/**
 * An artifact that an action has put into the store.
 *
 * @param name as the pipeline names it
 * @param reference where it is not the code itself but says what a build clones
 * @param revision of a source's artifact: the commit, or the version of the object
 */
record ArtifactRef(
    String name,
    String bucket,
    String key,
    Optional<Reference> reference,
    Optional<String> revision) {

  /** What {@code CODEBUILD_CLONE_REF} refers to. */
  record Reference(String url, String branch, String commit) {}

  ArtifactDetail shown() {
    return ArtifactDetail.builder().name(name).s3location(l -> l.bucket(bucket).key(key)).build();
  }
}
