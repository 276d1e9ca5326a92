package ecommerce.local.codepipeline;

import ecommerce.local.ObjectClients;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The artifact store of pipelines: zips in a bucket, read and written by the S3 API with the role
 * of the action.
 */
final class Artifacts {

  private static final int PIPELINE = 20;
  private static final int ARTIFACT = 10;
  private static final int ID = 7;

  private final ObjectClients clients;

  Artifacts(ObjectClients clients) {
    this.clients = clients;
  }

  /**
   * {@code pipeline/artifact/id}, shortened as AWS does: the same again for the same artifact of
   * the same run, so that a restart knows where it was, and another one for each other.
   */
  static ArtifactRef place(Structure structure, String artifact, String run) {
    return new ArtifactRef(
        artifact,
        structure.store().location(),
        String.join(
            "/",
            shortened(structure.name(), PIPELINE),
            shortened(artifact, ARTIFACT),
            shortened(hash(run + "/" + artifact), ID)),
        Optional.empty(),
        Optional.empty());
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String shortened(String name, int most) {
    return name.substring(0, Math.min(most, name.length()));
  }

  S3Client client(Work work) {
    return clients.of(work.session().get().identity());
  }

  byte[] read(Work work, ArtifactRef artifact) {
    try (S3Client s3 = client(work)) {
      return s3.getObjectAsBytes(get -> get.bucket(artifact.bucket()).key(artifact.key()))
          .asByteArrayUnsafe();
    }
  }

  void write(Work work, String bucket, String key, byte[] content) {
    try (S3Client s3 = client(work)) {
      s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }
  }

  /**
   * Copies an object of whatever size to where an artifact is.
   *
   * @return what S3 told of the object
   */
  static GetObjectResponse copy(S3Client s3, GetObjectRequest from, ArtifactRef to) {
    try {
      Path file = Files.createTempFile("artifact", ".zip");
      try {
        Files.delete(file);
        GetObjectResponse told = s3.getObject(from, file);
        ObjectClients.put(s3, to.bucket(), to.key(), file);
        return told;
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws Inputs.Wrong where the artifact has no such file
   */
  byte[] file(Work work, ArtifactRef artifact, String path) {
    if (artifact.reference().isPresent()) {
      throw new Inputs.Wrong(
          "The artifact '"
              + artifact.name()
              + "' says only what to clone (CODEBUILD_CLONE_REF): it has no file "
              + path);
    }
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(read(work, artifact)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(path)) {
          return zip.readAllBytes();
        }
      }
    } catch (IOException e) {
      throw new Inputs.Wrong(
          "The artifact '" + artifact.name() + "' is not a zip: " + e.getMessage());
    }
    throw new Inputs.Wrong(
        "File [" + path + "] does not exist in artifact [" + artifact.name() + "]");
  }

  static byte[] zip(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
