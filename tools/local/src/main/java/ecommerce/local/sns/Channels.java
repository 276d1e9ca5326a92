package ecommerce.local.sns;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.Api;
import ecommerce.local.Endpoints;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import ecommerce.local.LogSink;
import ecommerce.local.Timers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands messages to endpoints, as the service that acts for a topic: the policies of queues and
 * functions decide. Mail is not sent: it is a line of the log group {@link #MAIL}, in the stream of
 * its address.
 */
final class Channels implements AutoCloseable {

  static final String MAIL = "/aws/sns/mail";

  private static final Logger LOG = LoggerFactory.getLogger("aws.sns");

  private final Account account;
  private final Endpoints endpoints;
  private final Timers timers;
  private final Api api;
  private final Invoker functions;
  private final LogSink logs;
  private final TopicSet topics;
  private final Envelopes envelopes;
  private final WebEndpoints web = new WebEndpoints();

  Channels(
      Account account,
      Endpoints endpoints,
      Timers timers,
      Api api,
      Invoker functions,
      LogSink logs,
      TopicSet topics,
      Envelopes envelopes) {
    this.account = account;
    this.endpoints = endpoints;
    this.timers = timers;
    this.api = api;
    this.functions = functions;
    this.logs = logs;
    this.topics = topics;
    this.envelopes = envelopes;
  }

  /** Returns when the endpoint has taken it; whatever it throws is a failure of the endpoint. */
  void send(Posting posting) {
    Subscription to = posting.subscription();
    switch (to.protocol()) {
      case SQS -> queue(posting, to.endpoint());
      case LAMBDA ->
          functions.enqueue(
              service(to),
              to.endpoint(),
              envelopes.event(posting, version(to)).toString().getBytes(StandardCharsets.UTF_8));
      case HTTP, HTTPS -> web.post(posting, body(posting), contentType(to));
      case EMAIL -> mail(posting, envelopes.mail(posting));
      case EMAIL_JSON -> mail(posting, Documents.pretty(envelopes.message(posting, version(to))));
    }
  }

  /** Into the queue of what was not taken, as it would have been delivered. */
  void deadLetter(Posting posting, String queueArn) {
    queue(posting, queueArn);
  }

  private String version(Subscription to) {
    return topics.find(to.topicArn()).map(Topic::signatureVersion).orElse("1");
  }

  private String body(Posting posting) {
    Subscription to = posting.subscription();
    return to.raw() && !posting.confirmation()
        ? posting.notification().messageFor(to.protocol())
        : Documents.pretty(envelopes.message(posting, version(to)));
  }

  private static String contentType(Subscription to) {
    return DeliveryPolicy.contentType(to).orElse("text/plain; charset=UTF-8");
  }

  private void queue(Posting posting, String queueArn) {
    String[] parts = queueArn.split(":", 6);
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("QueueUrl", endpoints.url() + "/" + parts[4] + "/" + parts[5]);
    request.put("MessageBody", body(posting));
    if (posting.subscription().raw() && !posting.notification().attributes().isEmpty()) {
      request.set("MessageAttributes", attributes(posting.notification().attributes()));
    }
    api.call(service(posting.subscription()), "sqs", "SendMessage", request);
  }

  private static ObjectNode attributes(Map<String, Attribute> attributes) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    attributes.forEach(
        (name, attribute) ->
            values
                .putObject(name)
                .put("DataType", attribute.type())
                .put(attribute.binary() ? "BinaryValue" : "StringValue", attribute.value()));
    return values;
  }

  private void mail(Posting posting, String text) {
    String address = posting.subscription().endpoint();
    String subject = posting.notification().subject().orElse("AWS Notification Message");
    LOG.info("mail to {}: {} (log group {})", address, subject, MAIL);
    String whole = "To: " + address + "\nSubject: " + subject + "\n\n" + text;
    logs.write(MAIL, address.replaceAll("[:*]", "_"), timers.instant(), whole);
  }

  private Identity service(Subscription of) {
    return new Identity.Service("sns.amazonaws.com", of.topicArn(), account.id());
  }

  @Override
  public void close() {
    web.close();
  }
}
