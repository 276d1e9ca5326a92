package ecommerce.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Objects, by AWS's own client. */
class ObjectsTest {

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

  private PutObjectResponse put(String key, String text) {
    return s3.putObject(r -> r.bucket("things").key(key), RequestBody.fromString(text));
  }

  private String get(String key) {
    return s3.getObjectAsBytes(r -> r.bucket("things").key(key)).asUtf8String();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a/b/c.txt",
        "ü ñ +&=?#%25",
        "a//b",
        "/a",
        "dots/../x",
        "trailing/",
        "😀",
        "a+b c"
      })
  void keepsWhatItWasGivenUnderEveryKey(String key) {
    put(key, "größe");
    assertThat(get(key)).isEqualTo("größe");
    assertThat(s3.listObjectsV2(r -> r.bucket("things")).contents())
        .extracting(object -> object.key())
        .containsExactly(key);
    s3.deleteObject(r -> r.bucket("things").key(key));
    assertThatThrownBy(() -> get(key)).isInstanceOf(NoSuchKeyException.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
  void verifiesKeepsAndTellsChecksums(ChecksumAlgorithm algorithm) {
    s3.putObject(
        r -> r.bucket("things").key("sum").checksumAlgorithm(algorithm),
        RequestBody.fromString("a body"));
    ResponseBytes<GetObjectResponse> read =
        s3.getObjectAsBytes(r -> r.bucket("things").key("sum").checksumMode(ChecksumMode.ENABLED));
    assertThat(read.asUtf8String()).isEqualTo("a body");
    assertThat(Digests.checksum(algorithm.toString(), "a body".getBytes(StandardCharsets.UTF_8)))
        .isIn(
            read.response().checksumCRC32(),
            read.response().checksumCRC32C(),
            read.response().checksumSHA1(),
            read.response().checksumSHA256(),
            read.response().checksumCRC64NVME());
  }

  @Test
  void keepsMetadataAndHeaders() {
    s3.putObject(
        r ->
            r.bucket("things")
                .key("page")
                .contentType("text/html")
                .contentEncoding("gzip")
                .cacheControl("no-store")
                .metadata(Map.of("colour", "blue")),
        RequestBody.fromString("<p>"));
    HeadObjectResponse head = s3.headObject(r -> r.bucket("things").key("page"));
    assertThat(head.contentType()).isEqualTo("text/html");
    assertThat(head.contentEncoding()).isEqualTo("gzip");
    assertThat(head.cacheControl()).isEqualTo("no-store");
    assertThat(head.metadata()).containsExactly(Map.entry("colour", "blue"));
    assertThat(head.contentLength()).isEqualTo(3);
    assertThat(head.serverSideEncryptionAsString()).isEqualTo("AES256");
    assertThat(head.versionId()).isNull();
  }

  @Test
  void givesRanges() {
    put("digits", "0123456789");
    assertThat(range("bytes=2-4")).isEqualTo("234");
    assertThat(range("bytes=7-")).isEqualTo("789");
    assertThat(range("bytes=-2")).isEqualTo("89");
    assertThat(range("bytes=8-100")).isEqualTo("89");
    assertThatThrownBy(() -> range("bytes=10-"))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(416));
  }

  private String range(String range) {
    return s3.getObjectAsBytes(r -> r.bucket("things").key("digits").range(range)).asUtf8String();
  }

  @Test
  void refusesWhatAPreconditionForbids() {
    String etag = put("one", "1").eTag();
    assertCode(
        412,
        () ->
            s3.putObject(
                r -> r.bucket("things").key("one").ifNoneMatch("*"), RequestBody.fromString("2")));
    assertCode(412, () -> s3.headObject(r -> r.bucket("things").key("one").ifMatch("\"x\"")));
    assertCode(304, () -> s3.headObject(r -> r.bucket("things").key("one").ifNoneMatch(etag)));
    assertCode(
        304, () -> s3.getObjectAsBytes(r -> r.bucket("things").key("one").ifNoneMatch(etag)));
    s3.putObject(r -> r.bucket("things").key("one").ifMatch(etag), RequestBody.fromString("3"));
    assertThat(get("one")).isEqualTo("3");
  }

  private static void assertCode(
      int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(status));
  }

  @Test
  void namesWhatIsNotThere() {
    assertThatThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket("nowhere").key("a")))
        .isInstanceOf(NoSuchBucketException.class)
        .hasMessageContaining("The specified bucket does not exist");
    assertThatThrownBy(() -> s3.headObject(r -> r.bucket("things").key("nothing")))
        .isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> s3.headBucket(r -> r.bucket("nowhere")))
        .isInstanceOf(NoSuchBucketException.class);
  }

  @Test
  void keepsNothingOfABrokenUpload() throws Exception {
    assertThatThrownBy(
            () ->
                s3.putObject(
                    r ->
                        r.bucket("things")
                            .key("broken")
                            .contentMD5(Base64.getEncoder().encodeToString(new byte[16])),
                    RequestBody.fromString("body")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BadDigest"));
    assertThat(files()).isEmpty();
    assertThat(s3.listObjectsV2(r -> r.bucket("things")).contents()).isEmpty();
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> files = Files.walk(directory.resolve("s3"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void copiesWithinAndBetweenBuckets() {
    s3.createBucket(r -> r.bucket("others"));
    s3.putObject(
        r -> r.bucket("things").key("a b/ü").contentType("text/plain").tagging("k=v"),
        RequestBody.fromString("copied"));
    s3.copyObject(
        r ->
            r.sourceBucket("things")
                .sourceKey("a b/ü")
                .destinationBucket("others")
                .destinationKey("copy"));
    assertThat(s3.getObjectAsBytes(r -> r.bucket("others").key("copy")).asUtf8String())
        .isEqualTo("copied");
    assertThat(s3.headObject(r -> r.bucket("others").key("copy")).contentType())
        .isEqualTo("text/plain");
    assertThat(s3.getObjectTagging(r -> r.bucket("others").key("copy")).tagSet())
        .extracting(tag -> tag.key() + "=" + tag.value())
        .containsExactly("k=v");
  }

  @Test
  void takesTensOfMegabytesAtOnce() throws Exception {
    byte[] large = new byte[40 * 1024 * 1024];
    new Random(1).nextBytes(large);
    s3.putObject(r -> r.bucket("things").key("large"), RequestBody.fromBytes(large));
    assertThat(s3.getObjectAsBytes(r -> r.bucket("things").key("large")).asByteArrayUnsafe())
        .isEqualTo(large);
    assertThat(files()).hasSize(1);
  }

  @Test
  void takesPresignedUrls() throws Exception {
    try (S3Presigner presigner =
            S3Presigner.builder()
                .endpointOverride(storage.url())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .serviceConfiguration(
                    S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
        HttpClient http = HttpClient.newHttpClient()) {
      URI upload =
          presigner
              .presignPutObject(
                  p ->
                      p.signatureDuration(Duration.ofMinutes(1))
                          .putObjectRequest(r -> r.bucket("things").key("p q")))
              .url()
              .toURI();
      HttpResponse<String> uploaded =
          http.send(
              HttpRequest.newBuilder(upload)
                  .PUT(HttpRequest.BodyPublishers.ofString("signed"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(200);
      URI download =
          presigner
              .presignGetObject(
                  p ->
                      p.signatureDuration(Duration.ofMinutes(1))
                          .getObjectRequest(r -> r.bucket("things").key("p q")))
              .url()
              .toURI();
      assertThat(
              http.send(
                      HttpRequest.newBuilder(download).build(),
                      HttpResponse.BodyHandlers.ofString())
                  .body())
          .isEqualTo("signed");
      HttpResponse<String> forged =
          http.send(
              HttpRequest.newBuilder(URI.create(download.toString().replace("p%20q", "other")))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(forged.statusCode()).isEqualTo(403);
      assertThat(forged.body()).contains("<Code>SignatureDoesNotMatch</Code>");
    }
  }
}
