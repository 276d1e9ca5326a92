package ecommerce.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** JSON over HTTP on connections that are kept, so that what is timed is the platform. */
final class Http {

  static final String ACCESS_KEY = "test";
  static final String SECRET_KEY = "test";
  static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration PATIENCE = Duration.ofSeconds(35);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final String region;

  Http(String region) {
    this.region = region;
  }

  JsonNode post(URI url, Map<String, String> headers, JsonNode body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).timeout(PATIENCE).header("Content-Type", "application/json");
    headers.forEach(request::header);
    return send(request.POST(HttpRequest.BodyPublishers.ofString(body.toString())).build());
  }

  /** A call with the administrator's signature, ready to be sent (so that signing is not timed). */
  HttpRequest signed(String service, SdkHttpMethod method, URI url, String body) {
    ContentStreamProvider payload = ContentStreamProvider.fromUtf8String(body);
    SignedRequest signed =
        signer.sign(
            r ->
                r.identity(AwsCredentialsIdentity.create(ACCESS_KEY, SECRET_KEY))
                    .request(SdkHttpRequest.builder().method(method).uri(url).build())
                    .payload(payload)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .method(
                method.name(),
                HttpRequest.BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8)));
    signed
        .request()
        .headers()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
                request.header(name, values.getFirst());
              }
            });
    return request.build();
  }

  /**
   * @throws Failure where the answer is not 200, or no JSON
   */
  JsonNode send(HttpRequest request) {
    try {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        throw new Failure(
            request.method()
                + " "
                + request.uri()
                + " answers "
                + answer.statusCode()
                + " "
                + text);
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new Failure(request.method() + " " + request.uri() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", e);
    }
  }
}
