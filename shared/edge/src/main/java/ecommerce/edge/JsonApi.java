package ecommerce.edge;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.edge.tracing.Subsegment;
import ecommerce.edge.tracing.Tracer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * A JSON REST API of another service, called with the function's own identity (SigV4) or, outside
 * the platform, with none. Every call has a deadline, and a place in the invocation's trace.
 *
 * <p>An answer with a status below 500 is a {@link Reply}; a fault of the other side, a time-out
 * and an answer that is no JSON are an {@link Outage}. Nothing is retried here: the caller knows
 * its own deadline.
 */
public final class JsonApi {

  /**
   * The other side may have to wake up first; a call that ends after seconds beats a retry after a
   * minute.
   */
  private static final Duration TIMEOUT = Duration.ofSeconds(7);

  /** An answer to priming comes from API Gateway itself; nothing wakes up for it. */
  private static final Duration PRIMING = Duration.ofSeconds(1);

  /** Status and body of an answer; the body is an empty object where there was none. */
  public record Reply(int status, JsonNode body) {}

  private final URI base;
  private final Signing signing;
  private final LeanHttpClient http;
  private final Tracer tracer;

  private JsonApi(String url, Signing signing, Duration timeout, Tracer tracer) {
    this.tracer = tracer;
    this.base = URI.create(url);
    this.signing = signing;
    this.http = new LeanHttpClient(timeout);
  }

  /**
   * An API of the platform, behind IAM authorisation.
   *
   * @param url as its {@code api/url} parameter gives it: ends at the stage, without a slash
   */
  public static JsonApi signed(String url, Settings settings) {
    return signed(url, settings, TIMEOUT);
  }

  /**
   * As {@link #signed(String, Settings)}, for a caller that may wait longer or shorter than usual.
   *
   * @param timeout for the answer, once connected
   */
  public static JsonApi signed(String url, Settings settings, Duration timeout) {
    AwsCredentialsProvider credentials = AwsClients.credentials(settings);
    String region = settings.required("AWS_REGION");
    AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    return new JsonApi(
        url,
        (request, body) ->
            signer.sign(
                to ->
                    to.identity(credentials.resolveCredentials())
                        .request(request)
                        .payload(body)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)),
        timeout,
        AwsClients.tracer(settings));
  }

  /** An API that asks for no signature. */
  public static JsonApi open(String url) {
    return open(url, TIMEOUT);
  }

  /**
   * As {@link #open(String)}, for a caller that may wait longer or shorter than usual.
   *
   * @param timeout for the answer, once connected
   */
  public static JsonApi open(String url, Duration timeout) {
    return new JsonApi(
        url,
        (request, body) -> SignedRequest.builder().request(request).payload(body).build(),
        timeout,
        AwsClients.tracer(Settings.fromEnvironment()));
  }

  /**
   * Asks for the API's root, which it does not have, while a function starts: the request is signed
   * and sent, and reaches nobody.
   */
  public JsonApi primed() {
    Priming.attempt(
        base.toString(), () -> call(SdkHttpMethod.GET, "/", null, http.waiting(PRIMING)));
    return this;
  }

  public Reply get(String path) {
    return call(SdkHttpMethod.GET, path, null, http);
  }

  public Reply post(String path, JsonNode body) {
    return call(SdkHttpMethod.POST, path, body, http);
  }

  /** As a part of the invocation's trace, which goes on on the other side. */
  private Reply call(SdkHttpMethod method, String path, JsonNode body, LeanHttpClient client) {
    Optional<Subsegment> call =
        tracer
            .begin(base.getHost())
            .map(begun -> begun.calls("remote").request(method.name(), base + path));
    try {
      Reply reply = call(method, path, body, client, call);
      call.ifPresent(ending -> ending.response(reply.status()));
      return reply;
    } catch (RuntimeException e) {
      call.ifPresent(ending -> ending.failed("fault").cause(e.getClass().getSimpleName()));
      throw e;
    } finally {
      call.ifPresent(Subsegment::end);
    }
  }

  private Reply call(
      SdkHttpMethod method,
      String path,
      JsonNode body,
      LeanHttpClient client,
      Optional<Subsegment> call) {
    byte[] bytes = body == null ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
    ContentStreamProvider content = body == null ? null : () -> new ByteArrayInputStream(bytes);
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(method)
            .uri(URI.create(base + path))
            .putHeader("Accept", "application/json");
    if (body != null) {
      request.putHeader("Content-Type", "application/json");
    }
    Tracer.header(call).ifPresent(header -> request.putHeader("X-Amzn-Trace-Id", header));
    SignedRequest signed = signing.sign(request.build(), content);
    HttpExecuteRequest exchange =
        HttpExecuteRequest.builder()
            .request(signed.request())
            .contentStreamProvider(content)
            .build();
    String what = method + " " + path;
    try {
      return reply(what, client.prepareRequest(exchange).call());
    } catch (IOException e) {
      throw new Outage(what + " failed: " + e.getMessage(), e);
    }
  }

  private static Reply reply(String what, HttpExecuteResponse response) throws IOException {
    int status = response.httpResponse().statusCode();
    if (status >= 500) {
      throw new Outage(what + " answered " + status);
    }
    byte[] body =
        response.responseBody().isPresent()
            ? response.responseBody().get().readAllBytes()
            : new byte[0];
    try {
      return new Reply(
          status,
          body.length == 0 ? Json.object() : Json.parse(new String(body, StandardCharsets.UTF_8)));
    } catch (InvalidInput e) {
      throw new Outage(what + " answered " + status + " with no JSON", e);
    }
  }

  @FunctionalInterface
  private interface Signing {
    SignedRequest sign(SdkHttpRequest request, ContentStreamProvider body);
  }
}
