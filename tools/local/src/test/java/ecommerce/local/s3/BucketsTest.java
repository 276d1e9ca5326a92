package ecommerce.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.local.AccessDenied;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Buckets, what is in them and what they are set to. */
class BucketsTest {

  @TempDir Path directory;
  private Storage storage;
  private S3Client s3;

  @BeforeEach
  void start() throws Exception {
    storage =
        new Storage(
            directory,
            (caller, permission) -> {
              if (permission.resource().contains("forbidden")
                  && !permission.action().equals("s3:PutObject")) {
                throw new AccessDenied("User: test is not authorized to perform: it");
              }
            });
    s3 = storage.client;
    s3.createBucket(r -> r.bucket("things"));
  }

  @AfterEach
  void stop() throws Exception {
    storage.close();
  }

  private String put(String key) {
    return s3.putObject(r -> r.bucket("things").key(key), RequestBody.fromString(key)).versionId();
  }

  private static void assertRefused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xn--abc", "sthree-abc", "abc-s3alias"})
  void refusesNamesThatAreNone(String name) {
    assertRefused("InvalidBucketName", () -> s3.createBucket(r -> r.bucket(name)));
  }

  @Test
  void listsItsBucketsAndTellsTheirRegion() {
    s3.createBucket(r -> r.bucket("others"));
    assertThat(s3.listBuckets().buckets())
        .extracting(b -> b.name())
        .containsExactly("others", "things");
    assertThat(s3.getBucketLocation(r -> r.bucket("things")).locationConstraintAsString())
        .isIn(null, "");
    assertThat(s3.headBucket(r -> r.bucket("things")).bucketRegion()).isEqualTo("us-east-1");
    assertRefused("NoSuchBucket", () -> s3.getBucketLocation(r -> r.bucket("nowhere")));
  }

  @Test
  void removesOnlyAnEmptyBucket() {
    put("a");
    assertRefused("BucketNotEmpty", () -> s3.deleteBucket(r -> r.bucket("things")));
    s3.deleteObject(r -> r.bucket("things").key("a"));
    s3.deleteBucket(r -> r.bucket("things"));
    assertThat(s3.listBuckets().buckets()).isEmpty();
  }

  @Test
  void listsByPrefixAndDelimiterPageByPage() {
    List.of("a", "b/1", "b/2", "c", "d/x/1", "d/y").forEach(this::put);
    ListObjectsV2Response first =
        s3.listObjectsV2(r -> r.bucket("things").delimiter("/").maxKeys(2));
    assertThat(first.contents()).extracting(S3Object::key).containsExactly("a");
    assertThat(first.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("b/");
    assertThat(first.isTruncated()).isTrue();
    ListObjectsV2Response second =
        s3.listObjectsV2(
            r ->
                r.bucket("things").delimiter("/").continuationToken(first.nextContinuationToken()));
    assertThat(second.contents()).extracting(S3Object::key).containsExactly("c");
    assertThat(second.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("d/");
    assertThat(second.isTruncated()).isFalse();
    assertThat(
            s3.listObjectsV2(r -> r.bucket("things").prefix("d/").startAfter("d/x/1")).contents())
        .extracting(S3Object::key)
        .containsExactly("d/y");
    assertThat(s3.listObjects(r -> r.bucket("things").marker("c")).contents())
        .extracting(S3Object::key)
        .containsExactly("d/x/1", "d/y");
    assertThat(s3.listObjectsV2Paginator(r -> r.bucket("things").maxKeys(1)).contents()).hasSize(6);
  }

  @Test
  void keepsVersionsAndMarksDeletions() {
    String before = put("k");
    assertThat(before).isNull();
    s3.putBucketVersioning(
        r -> r.bucket("things").versioningConfiguration(v -> v.status("Enabled")));
    String first = put("k");
    String second = put("k");
    String marker = s3.deleteObject(r -> r.bucket("things").key("k")).versionId();
    assertThat(List.of(first, second, marker)).doesNotHaveDuplicates();
    assertRefused("NoSuchKey", () -> s3.getObjectAsBytes(r -> r.bucket("things").key("k")));
    assertThat(
            s3.getObjectAsBytes(r -> r.bucket("things").key("k").versionId(first)).asUtf8String())
        .isEqualTo("k");
    assertThat(storage.part.read("things", "k", java.util.Optional.of("null")))
        .asString()
        .isEqualTo("k");
    ListObjectVersionsResponse all = s3.listObjectVersions(r -> r.bucket("things"));
    assertThat(all.versions())
        .extracting(v -> v.versionId())
        .containsExactly(second, first, "null");
    assertThat(all.deleteMarkers()).singleElement().matches(m -> m.isLatest());
    assertThat(s3.listObjectsV2(r -> r.bucket("things")).contents()).isEmpty();
    assertThat(s3.listObjectVersionsPaginator(r -> r.bucket("things").maxKeys(1)).versions())
        .hasSize(3);
    assertRefused("BucketNotEmpty", () -> s3.deleteBucket(r -> r.bucket("things")));
    s3.deleteObject(r -> r.bucket("things").key("k").versionId(marker));
    assertThat(s3.headObject(r -> r.bucket("things").key("k")).versionId()).isEqualTo(second);
    assertRefused(
        "NoSuchVersion",
        () -> s3.getObjectAsBytes(r -> r.bucket("things").key("k").versionId("other")));
  }

  @Test
  void deletesManyAndTellsWhichItMayNot() {
    put("a");
    put("forbidden");
    DeleteObjectsResponse answer =
        s3.deleteObjects(
            r ->
                r.bucket("things")
                    .delete(
                        d ->
                            d.objects(
                                IntStream.range(0, 3)
                                    .mapToObj(i -> List.of("a", "forbidden", "nothing").get(i))
                                    .map(key -> ObjectIdentifier.builder().key(key).build())
                                    .toList())));
    assertThat(answer.deleted()).extracting(d -> d.key()).containsExactly("a", "nothing");
    assertThat(answer.errors())
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.key()).isEqualTo("forbidden");
              assertThat(e.code()).isEqualTo("AccessDenied");
            });
  }

  @Test
  void asksForTheActionsOfS3() {
    storage.asked();
    put("k");
    s3.headObject(r -> r.bucket("things").key("k"));
    s3.listObjectsV2(r -> r.bucket("things"));
    s3.copyObject(
        r ->
            r.sourceBucket("things")
                .sourceKey("k")
                .destinationBucket("things")
                .destinationKey("l"));
    assertThat(storage.asked())
        .containsExactly(
            "s3:PutObject arn:aws:s3:::things/k",
            "s3:GetObject arn:aws:s3:::things/k",
            "s3:ListBucket arn:aws:s3:::things",
            "s3:PutObject arn:aws:s3:::things/l",
            "s3:GetObject arn:aws:s3:::things/k");
    assertRefused(
        "AccessDenied", () -> s3.getObjectAsBytes(r -> r.bucket("things").key("forbidden")));
  }

  @Test
  void keepsWhatABucketIsSetTo() {
    String policy =
        """
        {"Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*",\
        "Resource":"arn:aws:s3:::things/*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}\
        """;
    assertRefused("NoSuchBucketPolicy", () -> s3.getBucketPolicy(r -> r.bucket("things")));
    s3.putBucketPolicy(r -> r.bucket("things").policy(policy));
    assertThat(s3.getBucketPolicy(r -> r.bucket("things")).policy()).isEqualTo(policy);
    s3.deleteBucketPolicy(r -> r.bucket("things"));
    assertRefused("NoSuchTagSet", () -> s3.getBucketTagging(r -> r.bucket("things")));
    s3.putBucketTagging(
        r -> r.bucket("things").tagging(t -> t.tagSet(tag -> tag.key("a").value("b"))));
    assertThat(s3.getBucketTagging(r -> r.bucket("things")).tagSet())
        .singleElement()
        .matches(tag -> tag.key().equals("a"));
    assertThat(
            s3.getBucketEncryption(r -> r.bucket("things"))
                .serverSideEncryptionConfiguration()
                .rules()
                .getFirst()
                .applyServerSideEncryptionByDefault()
                .sseAlgorithmAsString())
        .isEqualTo("AES256");
    s3.putBucketLifecycleConfiguration(
        r ->
            r.bucket("things")
                .lifecycleConfiguration(
                    l ->
                        l.rules(
                            rule ->
                                rule.id("old")
                                    .status("Enabled")
                                    .filter(f -> f.prefix("tmp/"))
                                    .expiration(e -> e.days(3)))));
    assertThat(
            s3.getBucketLifecycleConfiguration(r -> r.bucket("things"))
                .rules()
                .getFirst()
                .expiration()
                .days())
        .isEqualTo(3);
    s3.putPublicAccessBlock(
        r -> r.bucket("things").publicAccessBlockConfiguration(b -> b.blockPublicPolicy(false)));
    assertThat(
            s3.getPublicAccessBlock(r -> r.bucket("things"))
                .publicAccessBlockConfiguration()
                .blockPublicAcls())
        .isFalse();
    s3.putBucketNotificationConfiguration(
        r -> r.bucket("things").notificationConfiguration(n -> {}));
  }

  @Test
  void refusesWhatItDoesNotOfferAndPoliciesForEverybody() {
    assertRefused("NotImplemented", () -> s3.getBucketAcl(r -> r.bucket("things")));
    assertRefused("NotImplemented", () -> s3.getBucketWebsite(r -> r.bucket("things")));
    assertRefused(
        "NotImplemented",
        () ->
            s3.putBucketNotificationConfiguration(
                r ->
                    r.bucket("things")
                        .notificationConfiguration(n -> n.eventBridgeConfiguration(e -> {}))));
    assertRefused(
        "AccessDenied",
        () ->
            s3.putBucketPolicy(
                r ->
                    r.bucket("things")
                        .policy(
                            "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                                + "\"Action\":\"s3:GetObject\","
                                + "\"Resource\":\"arn:aws:s3:::things/*\"}]}")));
    assertRefused(
        "MalformedPolicy",
        () ->
            s3.putBucketPolicy(
                r ->
                    r.bucket("things")
                        .policy(
                            "{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\","
                                + "\"Action\":\"s3:GetObject\","
                                + "\"Resource\":\"arn:aws:s3:::others/*\"}]}")));
  }
}
