package ecommerce.local.codebuild;

import ecommerce.local.ObjectClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codebuild.model.ArtifactNamespace;
import software.amazon.awssdk.services.codebuild.model.ArtifactPackaging;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildArtifacts;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectArtifacts;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Takes what a build made to where its project wants it, as the build's role: one zip, or each file
 * below a prefix.
 */
record Artifacts(ObjectClients objects) {

  /** The artifacts of a build, the primary ones first; nothing where it makes none. */
  record Stored(Optional<BuildArtifacts> primary, List<BuildArtifacts> secondary) {}

  /**
   * @param names evaluates the names of the buildspec
   * @throws Failure where files are missing, or the bucket does not take them
   */
  Stored store(
      Project project,
      Build build,
      Buildspec spec,
      Path source,
      Role role,
      UnaryOperator<String> names,
      BuildLog log) {
    Optional<BuildArtifacts> primary = Optional.empty();
    if (project.artifacts().type() == ArtifactsType.S3) {
      Buildspec.Files files =
          spec.artifacts()
              .or(() -> only(spec))
              .orElseThrow(() -> Failure.client("the buildspec has no artifacts.files"));
      primary = Optional.of(store(project.artifacts(), files, build, source, role, names, log));
    }
    List<BuildArtifacts> secondary = new ArrayList<>();
    for (ProjectArtifacts each : project.secondaryArtifacts()) {
      if (each.type() == ArtifactsType.S3) {
        Buildspec.Files files = spec.secondary().get(each.artifactIdentifier());
        if (files == null) {
          throw Failure.client(
              "the buildspec has no secondary-artifacts." + each.artifactIdentifier());
        }
        secondary.add(store(each, files, build, source, role, names, log));
      }
    }
    return new Stored(primary, secondary);
  }

  private static Optional<Buildspec.Files> only(Buildspec spec) {
    return spec.secondary().size() == 1
        ? Optional.of(spec.secondary().values().iterator().next())
        : Optional.empty();
  }

  private BuildArtifacts store(
      ProjectArtifacts target,
      Buildspec.Files wanted,
      Build build,
      Path source,
      Role role,
      UnaryOperator<String> names,
      BuildLog log) {
    log.say("Expanding base directory path: " + wanted.baseDirectory());
    log.say("Assembling file list");
    Map<String, Path> files = FileSelection.of(source, wanted);
    log.say("Found " + files.size() + " file(s)");
    if (files.isEmpty()) {
      throw Failure.client("no matching artifact paths found");
    }
    boolean zip = target.packaging() == ArtifactPackaging.ZIP;
    String key = key(target, wanted, build, names);
    try (S3Client s3 = objects.of(role.identity())) {
      BuildArtifacts.Builder stored =
          BuildArtifacts.builder()
              .artifactIdentifier(target.artifactIdentifier())
              .overrideArtifactName(target.overrideArtifactName())
              .encryptionDisabled(target.encryptionDisabled())
              .location("arn:aws:s3:::" + target.location() + "/" + key);
      if (zip) {
        return stored.sha256sum(putZip(s3, target.location(), key, files)).build();
      }
      for (Map.Entry<String, Path> file : files.entrySet()) {
        ObjectClients.put(s3, target.location(), key + "/" + file.getKey(), file.getValue());
      }
      return stored.build();
    } catch (SdkException e) {
      throw Failure.client("s3://" + target.location() + "/" + key + ": " + e.getMessage());
    } catch (IOException e) {
      throw Failure.client("the artifacts cannot be packed: " + e);
    }
  }

  private static String putZip(S3Client s3, String bucket, String key, Map<String, Path> files)
      throws IOException {
    Path zip = Files.createTempFile("artifacts", ".zip");
    try {
      Zips.pack(zip, files);
      ObjectClients.put(s3, bucket, key, zip);
      return sha256(zip);
    } finally {
      Files.delete(zip);
    }
  }

  private static String sha256(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var digest = java.security.MessageDigest.getInstance("SHA-256");
      in.transferTo(
          new java.security.DigestOutputStream(java.io.OutputStream.nullOutputStream(), digest));
      return HexFormat.of().formatHex(digest.digest());
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code [path/][build/]name}. */
  private static String key(
      ProjectArtifacts target, Buildspec.Files wanted, Build build, UnaryOperator<String> names) {
    List<String> parts = new ArrayList<>();
    Optional.ofNullable(target.path()).filter(p -> !p.isEmpty()).ifPresent(parts::add);
    if (target.namespaceType() == ArtifactNamespace.BUILD_ID) {
      parts.add(build.id().substring(build.id().indexOf(':') + 1));
    }
    boolean own = Boolean.TRUE.equals(target.overrideArtifactName()) && wanted.name().isPresent();
    String name = target.name() == null ? build.projectName() : target.name();
    parts.add(own ? names.apply(wanted.name().get()) : name);
    return String.join("/", parts).replaceAll("/{2,}", "/").replaceAll("^/|/$", "");
  }
}
