package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Scope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * An HTTP endpoint as a data source. Every answer, whatever its status, is a result {@code
 * {statusCode, headers, body}}; no answer is an error. Redirects are not followed.
 */
record HttpSource(HttpClient client, URI endpoint, Optional<RequestSigner> signer)
    implements DataSourceCall {

  private static final String TRACE = "X-Amzn-Trace-Id";
  private static final Duration TIMEOUT = Duration.ofSeconds(29);
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
  private static final Set<String> OWN =
      Set.of("host", "content-length", "connection", "expect", "upgrade");

  static HttpClient newClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  @Override
  public Result call(JsonNode request) {
    String method = request.path("method").asText("");
    if (!METHODS.contains(method)) {
      throw new RequestError(
          "method '" + method + "' is not one of " + METHODS.stream().sorted().toList());
    }
    JsonNode params = request.path("params");
    byte[] body = body(params.path("body")).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    SdkHttpRequest plain = request(method, request.path("resourcePath").asText(""), params);
    SdkHttpRequest signed = signer.isPresent() ? signer.get().signed(plain, body) : plain;
    try {
      var answer = client.send(java(signed, body), BodyHandlers.ofString());
      ObjectNode headers = JsonNodeFactory.instance.objectNode();
      answer.headers().map().forEach((name, values) -> headers.put(name, String.join(",", values)));
      ObjectNode result =
          JsonNodeFactory.instance.objectNode().put("statusCode", answer.statusCode());
      result.set("headers", headers);
      return Result.of(result.put("body", answer.body()));
    } catch (IOException e) {
      return Result.failed(
          ResolverError.of("HttpException", "no answer from " + endpoint + ": " + e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Result.failed(ResolverError.of("HttpException", "interrupted"));
    }
  }

  private static String body(JsonNode body) {
    return body.isMissingNode() || body.isNull()
        ? ""
        : body.isTextual() ? body.textValue() : body.toString();
  }

  private SdkHttpRequest request(String method, String resourcePath, JsonNode params) {
    if (!resourcePath.startsWith("/")) {
      throw new RequestError("resourcePath '" + resourcePath + "' does not start with a slash");
    }
    String base = endpoint.getRawPath() == null ? "" : endpoint.getRawPath().replaceFirst("/$", "");
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.valueOf(method))
            .protocol(endpoint.getScheme())
            .host(endpoint.getHost())
            .encodedPath(base + resourcePath);
    if (endpoint.getPort() != -1) {
      request.port(endpoint.getPort());
    }
    params
        .path("query")
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().isArray()) {
                entry
                    .getValue()
                    .forEach(
                        value -> request.appendRawQueryParameter(entry.getKey(), value.asText()));
              } else {
                request.appendRawQueryParameter(entry.getKey(), entry.getValue().asText());
              }
            });
    params
        .path("headers")
        .properties()
        .forEach(
            entry -> {
              if (!OWN.contains(entry.getKey().toLowerCase(java.util.Locale.ROOT))) {
                request.putHeader(entry.getKey(), entry.getValue().asText());
              }
            });
    Scope.current().trace().ifPresent(trace -> request.putHeader(TRACE, trace.text()));
    return request.build();
  }

  private static java.net.http.HttpRequest java(SdkHttpRequest request, byte[] body) {
    var builder =
        java.net.http.HttpRequest.newBuilder(request.getUri())
            .timeout(TIMEOUT)
            .method(
                request.method().name(),
                body.length == 0
                    ? java.net.http.HttpRequest.BodyPublishers.noBody()
                    : java.net.http.HttpRequest.BodyPublishers.ofByteArray(body));
    request
        .headers()
        .forEach(
            (name, values) -> {
              if (!OWN.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> builder.header(name, value));
              }
            });
    return builder.build();
  }
}
