package ecommerce.local.sns;

import ecommerce.local.Identity;
import ecommerce.local.wire.Fault;
import ecommerce.local.wire.Faults;
import ecommerce.local.wire.Headers;
import ecommerce.local.wire.HttpRequest;
import ecommerce.local.wire.HttpResponse;
import ecommerce.local.wire.PathService;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;

/**
 * The addresses in messages, which anyone may follow who has them: the certificate, the
 * confirmation and the end of a subscription.
 */
final class LinkService implements PathService {

  private final Signer signer;
  private final SubscriptionOperations subscriptions;

  LinkService(Signer signer, SubscriptionOperations subscriptions) {
    this.signer = signer;
    this.subscriptions = subscriptions;
  }

  @Override
  public boolean owns(String path) {
    return path.startsWith(Links.PREFIX);
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    if (request.path().equals(Links.CERTIFICATE)) {
      return answer(200, "application/x-pem-file", signer.certificate());
    }
    Map<String, String> query = query(request.query());
    try {
      return switch (query.getOrDefault("Action", "")) {
        case "ConfirmSubscription" -> confirm(query);
        case "Unsubscribe" -> unsubscribe(query);
        default -> throw new Fault("NotFound", 404, "There is nothing at " + request.path());
      };
    } catch (RuntimeException e) {
      Fault fault = Faults.of(e);
      return answer(fault.status(), "text/plain", fault.code() + ": " + fault.getMessage() + "\n");
    }
  }

  private HttpResponse confirm(Map<String, String> query) {
    String arn =
        subscriptions
            .confirm(
                ConfirmSubscriptionRequest.builder()
                    .topicArn(query.getOrDefault("TopicArn", ""))
                    .token(query.getOrDefault("Token", ""))
                    .build())
            .subscriptionArn();
    return answer(
        200,
        "text/xml",
        "<ConfirmSubscriptionResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">"
            + "<ConfirmSubscriptionResult><SubscriptionArn>"
            + arn
            + "</SubscriptionArn></ConfirmSubscriptionResult></ConfirmSubscriptionResponse>\n");
  }

  private HttpResponse unsubscribe(Map<String, String> query) {
    String arn = query.getOrDefault("SubscriptionArn", "");
    subscriptions.unsubscribe(
        new Identity.Anonymous(), UnsubscribeRequest.builder().subscriptionArn(arn).build());
    return answer(200, "text/plain", "The subscription has ended: " + arn + "\n");
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> values = new HashMap<>();
    for (String pair : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      values.put(
          parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return values;
  }

  private static HttpResponse answer(int status, String type, String text) {
    return new HttpResponse(
        status, Headers.of("Content-Type", type), text.getBytes(StandardCharsets.UTF_8));
  }
}
