package ecommerce.suite;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.suite.clients.Answer;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.RestApi;
import ecommerce.suite.clients.Signing;
import ecommerce.suite.target.Capability;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What all backends have in common. That every answer has the CORS headers is checked with each
 * call of a {@link RestApi}.
 */
@PlatformTest
class BackendsIT {

  private final Platform platform;

  BackendsIT(Platform platform) {
    this.platform = platform;
  }

  private static final String CALLS =
      """
      products, POST, /backend/validate
      delivery-pricing, POST, /backend/pricing
      payment, POST, /backend/validate
      orders, GET, /backend/9f1d7a52-0000-4000-8000-000000000000
      """;

  private static Answer call(RestApi api, String method, String path) {
    return api.send(method, path, method.equals("POST") ? Optional.of("{}") : Optional.empty());
  }

  @Needs(Capability.SIGNATURES)
  @ParameterizedTest
  @CsvSource(textBlock = CALLS)
  void refuseARequestThatIsNotSigned(String service, String method, String path) {
    assertThat(call(platform.api(service).signedBy(Signing.none()), method, path).message(403))
        .isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(textBlock = CALLS)
  void takeARequestThatSignsNothingButHostAndDate(String service, String method, String path) {
    assertThat(call(platform.api(service).signedBy(platform.smallSigning()), method, path).status())
        .isIn(400, 404);
  }

  @ParameterizedTest
  @CsvSource(textBlock = CALLS)
  void takeHeadersThatAreNotSigned(String service, String method, String path) {
    Signing signing =
        (m, uri, body) -> {
          Map<String, String> headers =
              new HashMap<>(platform.smallSigning().headers(m, uri, body));
          headers.put(
              "x-amz-content-sha256",
              platform.signing().headers(m, uri, body).get("x-amz-content-sha256"));
          headers.put("amz-sdk-invocation-id", UUID.randomUUID().toString());
          return headers;
        };
    assertThat(call(platform.api(service).signedBy(signing), method, path).status()).isIn(400, 404);
  }

  @Needs(Capability.SIGNATURES)
  @ParameterizedTest
  @CsvSource(textBlock = CALLS)
  void refuseARequestWithAWrongSignature(String service, String method, String path) {
    assertThat(
            call(platform.api(service).signedBy(platform.wrongSigning()), method, path)
                .message(403))
        .isNotBlank();
  }

  @Needs(Capability.SIGNATURES)
  @ParameterizedTest
  @CsvSource(textBlock = CALLS)
  void refuseABodyThatWasChangedAfterItWasSigned(String service, String method, String path) {
    Signing ofAnother =
        (m, uri, body) -> platform.signing().headers(m, uri, Optional.of("{\"other\": 1}"));
    RestApi api = platform.api(service).signedBy(ofAnother);
    assertThat(call(api, method, path).message(403)).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(textBlock = CALLS)
  void tellABrowserWhatItMaySend(String service, String method, String path) {
    Answer answer =
        platform.api(service).signedBy(Signing.none()).send("OPTIONS", path, Optional.empty());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
        .contains(method);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
        .contains("Authorization");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          "products, /backend/validate\n"
              + "delivery-pricing, /backend/pricing\n"
              + "payment, /backend/validate")
  void refuseABodyThatIsNoJsonObject(String service, String path) {
    RestApi api = platform.api(service);
    for (String body : new String[] {"{", "not json", "[]", "\"text\"", "5", "null", "{} {}"}) {
      assertThat(api.post(path, body).message(400)).as(body).isNotBlank();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"products", "delivery-pricing", "payment", "orders"})
  void haveNothingElseToOffer(String service) {
    Answer answer = platform.api(service).post("/elsewhere/" + UUID.randomUUID(), Json.object());
    assertThat(answer.status()).isIn(403, 404);
  }
}
