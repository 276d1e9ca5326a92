package ecommerce.local.sns;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Posts messages to HTTP endpoints. A redirect is no delivery, and is not followed. */
final class WebEndpoints implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * @throws Undelivered where the endpoint did not answer with 2xx in time
   */
  void post(Posting posting, String body, String contentType) {
    Subscription to = posting.subscription();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(to.endpoint()))
            .timeout(PATIENCE)
            .header("Content-Type", contentType)
            .header("User-Agent", "Amazon Simple Notification Service Agent")
            .header("x-amz-sns-message-type", Envelopes.type(posting))
            .header("x-amz-sns-message-id", posting.notification().id())
            .header("x-amz-sns-topic-arn", to.topicArn())
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    if (!posting.confirmation()) {
      request.header("x-amz-sns-subscription-arn", to.arn());
      if (to.raw()) {
        request.header("x-amz-sns-rawdelivery", "true");
      }
    }
    int status = status(request.build());
    if (status / 100 != 2) {
      throw new Undelivered(
          to.endpoint() + " answered " + status, status / 100 == 4 && status != 429);
    }
  }

  private int status(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new Undelivered(request.uri() + " cannot be reached: " + e, false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Undelivered(request.uri() + " was not waited for", false);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
