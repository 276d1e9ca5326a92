package ecommerce.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Uploads in parts, and what is left after a restart. */
class UploadsTest {

  private static final int PART = 5 * 1024 * 1024;

  @TempDir Path directory;
  private Storage storage;
  private S3Client s3;

  @BeforeEach
  void start() throws Exception {
    storage = new Storage(directory);
    s3 = storage.client;
    s3.createBucket(r -> r.bucket("things"));
  }

  @AfterEach
  void stop() throws Exception {
    storage.close();
  }

  private void restart() throws Exception {
    storage.close();
    storage = new Storage(directory);
    s3 = storage.client;
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private String begin() {
    return s3.createMultipartUpload(
            r -> r.bucket("things").key("k").checksumAlgorithm(ChecksumAlgorithm.SHA256))
        .uploadId();
  }

  private CompletedPart upload(String id, int number, byte[] bytes) {
    UploadPartResponse answer =
        s3.uploadPart(
            r ->
                r.bucket("things")
                    .key("k")
                    .uploadId(id)
                    .partNumber(number)
                    .checksumAlgorithm(ChecksumAlgorithm.SHA256),
            RequestBody.fromBytes(bytes));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(answer.eTag())
        .checksumSHA256(answer.checksumSHA256())
        .build();
  }

  private CompleteMultipartUploadResponse complete(String id, CompletedPart... parts) {
    return s3.completeMultipartUpload(
        r -> r.bucket("things").key("k").uploadId(id).multipartUpload(m -> m.parts(parts)));
  }

  private long files() throws Exception {
    try (Stream<Path> files = Files.walk(directory.resolve("s3"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  private static void assertRefused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  @Test
  void makesOneObjectOfItsPartsAcrossARestart() throws Exception {
    byte[] first = bytes(PART);
    byte[] last = bytes(100);
    String id = begin();
    CompletedPart one = upload(id, 1, first);
    restart();
    CompletedPart two = upload(id, 2, last);
    assertThat(s3.listParts(r -> r.bucket("things").key("k").uploadId(id)).parts()).hasSize(2);
    CompleteMultipartUploadResponse done = complete(id, one, two);
    assertThat(done.eTag()).endsWith("-2\"");
    assertThat(done.checksumSHA256()).endsWith("-2");
    byte[] whole = Arrays.copyOf(first, PART + 100);
    System.arraycopy(last, 0, whole, PART, 100);
    assertThat(storage.part.read("things", "k", Optional.empty())).isEqualTo(whole);
    assertThat(s3.getObjectAsBytes(r -> r.bucket("things").key("k").partNumber(2)).asByteArray())
        .isEqualTo(last);
    assertThat(files()).isEqualTo(1);
    assertThat(s3.listMultipartUploads(r -> r.bucket("things")).uploads()).isEmpty();
  }

  @Test
  void refusesPartsThatAreMissingTooSmallOrOutOfOrder() throws Exception {
    String id = begin();
    CompletedPart one = upload(id, 1, bytes(10));
    CompletedPart two = upload(id, 2, bytes(20));
    assertRefused("InvalidPartOrder", () -> complete(id, two, one));
    assertRefused("EntityTooSmall", () -> complete(id, one, two));
    assertRefused("InvalidPart", () -> complete(id, one.toBuilder().eTag("\"other\"").build()));
    s3.abortMultipartUpload(r -> r.bucket("things").key("k").uploadId(id));
    assertRefused("NoSuchUpload", () -> complete(id, one));
    assertThat(files()).isZero();
  }

  @Test
  void copiesIntoParts() {
    s3.putObject(r -> r.bucket("things").key("source"), RequestBody.fromBytes(bytes(1000)));
    String id = s3.createMultipartUpload(r -> r.bucket("things").key("k")).uploadId();
    var copied =
        s3.uploadPartCopy(
            r ->
                r.sourceBucket("things")
                    .sourceKey("source")
                    .destinationBucket("things")
                    .destinationKey("k")
                    .copySourceRange("bytes=100-199")
                    .uploadId(id)
                    .partNumber(1));
    complete(
        id, CompletedPart.builder().partNumber(1).eTag(copied.copyPartResult().eTag()).build());
    assertThat(storage.part.read("things", "k", Optional.empty()))
        .isEqualTo(Arrays.copyOfRange(bytes(1000), 100, 200));
  }

  @Test
  void findsEverythingAgainAfterARestartAndNothingThatWasNeverWhole() throws Exception {
    s3.putBucketVersioning(
        r -> r.bucket("things").versioningConfiguration(v -> v.status("Enabled")));
    String version =
        s3.putObject(
                r -> r.bucket("things").key("a").tagging("t=1"), RequestBody.fromString("first"))
            .versionId();
    s3.putObject(r -> r.bucket("things").key("a"), RequestBody.fromString("second"));
    Files.write(directory.resolve("s3/incoming/half"), bytes(10));
    Files.write(directory.resolve("s3/objects/unnamed"), bytes(10));
    restart();
    assertThat(s3.getObjectAsBytes(r -> r.bucket("things").key("a")).asUtf8String())
        .isEqualTo("second");
    assertThat(s3.getObjectTagging(r -> r.bucket("things").key("a").versionId(version)).tagSet())
        .hasSize(1);
    assertThat(storage.part.read("things", "a", Optional.of(version)))
        .asString()
        .isEqualTo("first");
    assertThat(files()).isEqualTo(2);
  }
}
