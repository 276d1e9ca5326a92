package ecommerce.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.local.AccessKeys;
import ecommerce.local.Identity;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** The SDK's own signer is the oracle. */
class SignatureAuthenticatorTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Identity ADMIN =
      new Identity.Administrator("arn:aws:iam::000000000000:user/test", "test");
  private static final Identity SESSION =
      new Identity.RoleSession("arn:aws:iam::0:role/r", "arn:aws:sts::0:assumed-role/r/s", "ASIA1");

  private final AccessKeys keys =
      id ->
          switch (id) {
            case "test" ->
                Optional.of(new AccessKeys.Key("test", Optional.empty(), Instant.MAX, ADMIN));
            case "ASIA1" ->
                Optional.of(
                    new AccessKeys.Key(
                        "s3cret", Optional.of("token"), NOW.plusSeconds(60), SESSION));
            default -> Optional.empty();
          };

  private Identity authenticate(HttpRequest request, Instant at) {
    return new SignatureAuthenticator(keys, InstantSource.fixed(at))
        .authenticate(request, "execute-api");
  }

  private static HttpRequest signed(String url, String body, AwsCredentialsIdentity identity) {
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(identity)
                        .request(
                            SdkHttpRequest.builder()
                                .method(body.isEmpty() ? SdkHttpMethod.GET : SdkHttpMethod.POST)
                                .uri(URI.create(url))
                                .build())
                        .payload(
                            body.isEmpty()
                                ? null
                                : () ->
                                    new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
                        .putProperty(
                            AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1"));
    URI uri = URI.create(url);
    return new HttpRequest(
        signed.request().method().name(),
        uri.getRawPath(),
        uri.getRawQuery() == null ? "" : uri.getRawQuery(),
        new Headers(signed.request().headers()),
        body.getBytes(StandardCharsets.UTF_8),
        "127.0.0.1");
  }

  private static HttpRequest signed(String url, String body) {
    return signed(url, body, AwsCredentialsIdentity.create("test", "test"));
  }

  private static HttpRequest with(HttpRequest request, String header, String value) {
    Map<String, List<String>> headers = new LinkedHashMap<>(request.headers().values());
    headers.put(header, List.of(value));
    return new HttpRequest(
        request.method(),
        request.path(),
        request.query(),
        new Headers(headers),
        request.body(),
        "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:4566/execute-api/a/dev/backend/validate",
        "http://127.0.0.1:4566/x/arn%3Aaws%3Alambda%3Aus-east-1%3A0%3Afunction%3Af/invocations",
        "http://localhost:4566/a/?b=2&a=1&a=0&space=%20&plus=%2B&empty=",
        "http://localhost:4566/",
        "http://localhost:4566/dots/./and/../more"
      })
  void acceptsWhatTheSdkSigns(String url) {
    assertThat(authenticate(signed(url, ""), NOW)).isEqualTo(ADMIN);
    assertThat(authenticate(signed(url, "{\"ü\":1}"), NOW)).isEqualTo(ADMIN);
  }

  @Test
  void acceptsSeparatorsWithoutBlanks() {
    HttpRequest request = signed("http://localhost:4566/a", "");
    String authorization = request.headers().first("authorization").orElseThrow();
    assertThat(authenticate(with(request, "authorization", authorization.replace(", ", ",")), NOW))
        .isEqualTo(ADMIN);
  }

  @Test
  void countsOnlyTheHeadersThatAreSigned() {
    HttpRequest request = signed("http://localhost:4566/a", "");
    assertThat(authenticate(with(request, "amz-sdk-invocation-id", "x"), NOW)).isEqualTo(ADMIN);
  }

  @Test
  void refusesAChangedBody() {
    HttpRequest request = signed("http://localhost:4566/a", "{\"price\":1}");
    HttpRequest changed =
        new HttpRequest(
            "POST",
            request.path(),
            "",
            request.headers(),
            "{\"price\":0}".getBytes(StandardCharsets.UTF_8),
            "");
    assertRefused(changed, NOW, "does not match");
  }

  @Test
  void refusesAChangedPathQueryOrHost() {
    HttpRequest request = signed("http://localhost:4566/a?b=1", "");
    assertRefused(
        new HttpRequest("GET", "/b", "b=1", request.headers(), new byte[0], ""),
        NOW,
        "does not match");
    assertRefused(
        new HttpRequest("GET", "/a", "b=2", request.headers(), new byte[0], ""),
        NOW,
        "does not match");
    assertRefused(with(request, "host", "localhost:4567"), NOW, "does not match");
  }

  @Test
  void refusesAWrongSecretAndAnUnknownKey() {
    assertRefused(
        signed("http://h/a", "", AwsCredentialsIdentity.create("test", "wrong")),
        NOW,
        "does not match");
    assertRefused(
        signed("http://h/a", "", AwsCredentialsIdentity.create("nobody", "test")),
        NOW,
        "token included in the request is invalid");
  }

  @Test
  void refusesAnOldSignature() {
    assertRefused(signed("http://h/a", ""), NOW.plus(Duration.ofMinutes(6)), "Signature expired");
  }

  @Test
  void refusesASignatureForAnotherService() {
    HttpRequest request = signed("http://h/a", "");
    assertThatThrownBy(
            () ->
                new SignatureAuthenticator(keys, InstantSource.fixed(NOW))
                    .authenticate(request, "events"))
        .hasMessageContaining("correct service: 'events'");
  }

  @Test
  void wantsTheSessionTokenOfTemporaryCredentials() {
    AwsSessionCredentialsIdentity session =
        AwsSessionCredentialsIdentity.create("ASIA1", "s3cret", "token");
    assertThat(authenticate(signed("http://h/a", "", session), NOW)).isEqualTo(SESSION);
    assertRefused(
        signed("http://h/a", "", AwsCredentialsIdentity.create("ASIA1", "s3cret")),
        NOW,
        "is invalid");
    assertRefused(
        signed("http://h/a", "", AwsSessionCredentialsIdentity.create("ASIA1", "s3cret", "other")),
        NOW,
        "is invalid");
    assertRefused(signed("http://h/a", "", session), NOW.plusSeconds(61), "is expired");
  }

  @Test
  void takesARequestWithoutSignatureAsAnonymous() {
    HttpRequest request = new HttpRequest("GET", "/", "", Headers.of("Host", "h"), new byte[0], "");
    assertThat(authenticate(request, NOW)).isEqualTo(new Identity.Anonymous());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS4-HMAC-SHA256 nonsense",
        "AWS4-HMAC-SHA256 Credential=test/20260102/eu-west-1/execute-api/aws4_request,"
            + " SignedHeaders=host",
        "AWS4-HMAC-SHA256 Credential=test, SignedHeaders=host, Signature=0",
        "AWS4-ECDSA-P256-SHA256 Credential=test"
      })
  void namesWhatAHalfSignatureLacks(String authorization) {
    HttpRequest request =
        new HttpRequest(
            "GET",
            "/",
            "",
            Headers.of(
                "Host", "h", "X-Amz-Date", "20260102T030405Z", "Authorization", authorization),
            new byte[0],
            "");
    assertThatThrownBy(() -> authenticate(request, NOW))
        .isInstanceOf(Fault.class)
        .hasMessageFindingMatch("require|exactly 5")
        .satisfies(e -> assertThat(((Fault) e).status()).isEqualTo(403));
  }

  private void assertRefused(HttpRequest request, Instant at, String reason) {
    assertThatThrownBy(() -> authenticate(request, at))
        .isInstanceOf(Fault.class)
        .hasMessageContaining(reason);
  }
}
