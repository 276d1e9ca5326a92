package ecommerce.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import ecommerce.local.AccessKeys;
import ecommerce.local.Identity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;

/** Bodies that are signed and encoded in chunks; the SDK's own signer is the oracle. */
class PayloadTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Identity ADMIN = new Identity.Administrator("arn:aws:iam::0:user/t", "test");

  private final SignatureAuthenticator authenticator =
      new SignatureAuthenticator(
          id -> Optional.of(new AccessKeys.Key("test", Optional.empty(), Instant.MAX, ADMIN)),
          InstantSource.fixed(NOW));

  private static byte[] body(int size) {
    byte[] body = new byte[size];
    for (int i = 0; i < size; i++) {
      body[i] = (byte) (i * 31);
    }
    return body;
  }

  private static HttpRequest chunked(byte[] body, boolean checksum, boolean signed) {
    SignedRequest request =
        AwsV4HttpSigner.create()
            .sign(
                r -> {
                  r.identity(AwsCredentialsIdentity.create("test", "test"))
                      .request(
                          SdkHttpRequest.builder()
                              .method(SdkHttpMethod.PUT)
                              .uri(
                                  URI.create(
                                      (signed ? "http" : "https")
                                          + "://localhost:4566/bucket/a%20key"))
                              .putHeader("Content-Length", Integer.toString(body.length))
                              .build())
                      .payload(() -> new ByteArrayInputStream(body))
                      .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC))
                      .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                      .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                      .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                      .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                      .putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, true)
                      .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, signed);
                  if (checksum) {
                    r.putProperty(
                        AwsV4HttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.CRC32);
                  }
                });
    try {
      return new HttpRequest(
          "PUT",
          "/bucket/a%20key",
          "",
          new Headers(request.request().headers()),
          request.payload().orElseThrow().newStream().readAllBytes(),
          "127.0.0.1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpRequest decoded(HttpRequest request) {
    assertThat(authenticator.authenticate(request, "s3")).isEqualTo(ADMIN);
    return Payload.decoded(request, authenticator.chunks(request));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100_000, 300_000})
  void undoesSignedChunksWithAndWithoutATrailer(int size) {
    byte[] body = body(size);
    assertThat(decoded(chunked(body, false, true)).body()).isEqualTo(body);
    HttpRequest trailed = decoded(chunked(body, true, true));
    assertThat(trailed.body()).isEqualTo(body);
    assertThat(trailed.headers().first("x-amz-checksum-crc32")).isPresent();
    PayloadChecksums.require(trailed, header -> true);
  }

  @Test
  void undoesUnsignedChunksWithATrailer() {
    byte[] body = body(200_000);
    HttpRequest request = chunked(body, true, false);
    assertThat(request.headers().first("x-amz-content-sha256"))
        .contains("STREAMING-UNSIGNED-PAYLOAD-TRAILER");
    HttpRequest decoded = decoded(request);
    assertThat(decoded.body()).isEqualTo(body);
    PayloadChecksums.require(decoded, header -> true);
  }

  @Test
  void refusesAChangedChunk() {
    HttpRequest request = chunked(body(1000), true, true);
    byte[] changed = request.body().clone();
    changed[200] ^= 1;
    assertThatThrownBy(() -> decoded(with(request, changed)))
        .hasMessageContaining("does not match the signature");
  }

  @Test
  void refusesAChangedBodyByItsTrailingChecksum() {
    HttpRequest request = chunked(body(1000), true, false);
    byte[] changed = request.body().clone();
    changed[200] ^= 1;
    HttpRequest decoded = decoded(with(request, changed));
    assertThatThrownBy(() -> PayloadChecksums.require(decoded, header -> true))
        .isInstanceOfSatisfying(Fault.class, e -> assertThat(e.code()).isEqualTo("BadDigest"));
  }

  @Test
  void refusesABodyThatEndsTooEarly() {
    HttpRequest request = chunked(body(1000), true, true);
    byte[] cut = Arrays.copyOf(request.body(), 500);
    assertThatThrownBy(() -> decoded(with(request, cut)))
        .isInstanceOfSatisfying(Fault.class, e -> assertThat(e.code()).isEqualTo("IncompleteBody"));
  }

  private static HttpRequest with(HttpRequest request, byte[] body) {
    Map<String, List<String>> headers = new LinkedHashMap<>(request.headers().values());
    return new HttpRequest(
        request.method(), request.path(), request.query(), new Headers(headers), body, "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CRC32=cbf43926", "CRC32C=e3069283", "CRC64NVME=ae8b14860a799888"})
  void computesTheChecksumsThatTheirCataloguesSay(String expected) {
    String[] parts = expected.split("=");
    BodyChecksum checksum = BodyChecksum.of(parts[0]).orElseThrow();
    checksum.update("123456789".getBytes(StandardCharsets.US_ASCII), 0, 9);
    assertThat(java.util.HexFormat.of().formatHex(checksum.bytes())).isEqualTo(parts[1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1e10", "-1e400"})
  void refusesNumbersThatAreNoIntegers(String number) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("Timeout", new java.math.BigDecimal(number));
    assertThatThrownBy(() -> Shapes.fromJson(json, CreateFunctionRequest.builder()))
        .isInstanceOfSatisfying(
            Fault.class, e -> assertThat(e.code()).isEqualTo("SerializationException"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "things.localhost:4566 /a/b -> things a/b",
        "things.s3.localhost:4566 /a -> things a",
        "my.things.s3.eu-west-1.amazonaws.com /a%20b+c -> my.things a b+c",
        "things.s3.amazonaws.com / -> things ",
        "s3.eu-west-1.amazonaws.com /things/a//b -> things a//b",
        "localhost:4566 /things/ -> things ",
        "127.0.0.1:4566 /things -> things ",
        "s3.localhost:4566 /things/k -> things k"
      })
  void findsTheBucketInHostOrPath(String example) {
    String[] parts = example.split(" -> ");
    String[] asked = parts[0].split(" ", 2);
    HttpRequest request =
        new HttpRequest("GET", asked[1], "", Headers.of("Host", asked[0]), new byte[0], "");
    XmlRequest found = XmlRequest.of(request);
    assertThat(found.bucket().orElse("") + " " + found.key().orElse("")).isEqualTo(parts[1]);
  }
}
