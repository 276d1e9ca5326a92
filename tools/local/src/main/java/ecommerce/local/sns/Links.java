package ecommerce.local.sns;

import ecommerce.local.Endpoints;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The addresses that messages carry: on this environment's port, where AWS has its own host. */
record Links(Endpoints endpoints) {

  /** No bucket can have this name. */
  static final String PREFIX = "/_sns/";

  static final String CERTIFICATE = PREFIX + "SimpleNotificationService.pem";

  String certificate() {
    return endpoints.url() + CERTIFICATE;
  }

  String confirm(String topicArn, String token) {
    return endpoints.url()
        + PREFIX
        + "?Action=ConfirmSubscription&TopicArn="
        + encoded(topicArn)
        + "&Token="
        + encoded(token);
  }

  String unsubscribe(String subscriptionArn) {
    return endpoints.url()
        + PREFIX
        + "?Action=Unsubscribe&SubscriptionArn="
        + encoded(subscriptionArn);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
