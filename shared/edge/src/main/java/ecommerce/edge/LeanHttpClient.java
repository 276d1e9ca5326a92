package ecommerce.edge;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The SDK's HTTP client over the JDK's {@link HttpURLConnection}, with the body buffered. It starts
 * faster than the clients that come with the SDK, which is what counts in a function that wakes up
 * (docs/decisions.md). One request a connection at a time; connections are kept alive by the JDK.
 *
 * <p>Refuses nothing by itself; a connection or an answer that takes longer than its limit is an
 * {@link IOException}.
 */
public final class LeanHttpClient implements SdkHttpClient {

  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration READ = Duration.ofSeconds(3);

  static {
    // The JDK would send a POST a second time when a kept connection breaks.
    System.setProperty("sun.net.http.retryPost", "false");
    System.setProperty("sun.net.http.allowRestrictedHeaders", "true");
    // A snapshot would keep addresses, and names that were not found, for the next process to use.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }

  private final Duration readTimeout;
  private final KeptConnections kept;

  public LeanHttpClient() {
    this(READ);
  }

  public LeanHttpClient(Duration readTimeout) {
    this(readTimeout, KeptConnections.closedBeforeSnapshots());
  }

  private LeanHttpClient(Duration readTimeout, KeptConnections kept) {
    this.readTimeout = readTimeout;
    this.kept = kept;
  }

  /** The same client with another limit for the answer. */
  LeanHttpClient waiting(Duration limit) {
    return new LeanHttpClient(limit, kept);
  }

  KeptConnections kept() {
    return kept;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Exchange(request);
  }

  @Override
  public String clientName() {
    return "Lean";
  }

  @Override
  public void close() {}

  private final class Exchange implements ExecutableHttpRequest {

    private final HttpExecuteRequest request;
    private volatile HttpURLConnection connection;

    private Exchange(HttpExecuteRequest request) {
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      byte[] body = body();
      connection = open(request.httpRequest());
      if (body.length > 0) {
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
          out.write(body);
        }
      }
      int status = connection.getResponseCode();
      InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream();
      byte[] answer = in == null ? new byte[0] : in.readAllBytes();
      // Read to its end, not closed: the connection is kept, and can still be told to close.
      kept.used(connection);
      return HttpExecuteResponse.builder()
          .response(
              SdkHttpFullResponse.builder().statusCode(status).headers(headers(connection)).build())
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer)))
          .build();
    }

    @Override
    public void abort() {
      HttpURLConnection open = connection;
      if (open != null) {
        open.disconnect();
      }
    }

    private byte[] body() throws IOException {
      if (request.contentStreamProvider().isEmpty()) {
        return new byte[0];
      }
      try (InputStream in = request.contentStreamProvider().get().newStream()) {
        return in.readAllBytes();
      }
    }

    private HttpURLConnection open(SdkHttpRequest http) throws IOException {
      HttpURLConnection open = (HttpURLConnection) http.getUri().toURL().openConnection();
      open.setRequestMethod(http.method().name());
      open.setConnectTimeout((int) CONNECT.toMillis());
      open.setReadTimeout((int) readTimeout.toMillis());
      open.setInstanceFollowRedirects(false);
      open.setUseCaches(false);
      http.forEachHeader(
          (name, values) -> {
            if (!name.equalsIgnoreCase("Content-Length")) {
              values.forEach(value -> open.addRequestProperty(name, value));
            }
          });
      return open;
    }

    private static Map<String, List<String>> headers(HttpURLConnection connection) {
      return connection.getHeaderFields().entrySet().stream()
          .filter(header -> header.getKey() != null)
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
  }
}
