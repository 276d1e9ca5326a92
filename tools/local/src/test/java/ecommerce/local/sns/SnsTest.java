package ecommerce.local.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ecommerce.local.deploy.Resource;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sqs.model.Message;

class SnsTest {

  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:";

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void open() throws Exception {
    world = new World(folder);
  }

  @AfterEach
  void shut() throws Exception {
    world.close();
  }

  private String subscribe(String topic, String protocol, String to, Map<String, String> with) {
    return world
        .client
        .subscribe(
            q ->
                q.topicArn(topic)
                    .protocol(protocol)
                    .endpoint(to)
                    .attributes(with)
                    .returnSubscriptionArn(true))
        .subscriptionArn();
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }

  private static MessageAttributeValue number(String value) {
    return MessageAttributeValue.builder().dataType("Number").stringValue(value).build();
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  private List<Message> waitFor(String queue) throws Exception {
    List<Message> all = new ArrayList<>();
    World.await(
        () -> {
          all.addAll(world.received(queue));
          return !all.isEmpty();
        });
    return all;
  }

  @Test
  void bringsAMessageToAQueueInAnEnvelope() throws Exception {
    String topic = world.topic("alarms");
    String queue = world.queue("inbox");
    String subscription = subscribe(topic, "sqs", queue, Map.of());
    String id =
        world
            .client
            .publish(
                q ->
                    q.topicArn(topic)
                        .subject("Fire")
                        .message("It burns & \"smokes\"")
                        .messageAttributes(Map.of("level", number("3"))))
            .messageId();
    JsonNode envelope = json(waitFor(queue).getFirst().body());
    assertThat(envelope.path("Type").asText()).isEqualTo("Notification");
    assertThat(envelope.path("MessageId").asText()).isEqualTo(id);
    assertThat(envelope.path("TopicArn").asText()).isEqualTo(topic);
    assertThat(envelope.path("Subject").asText()).isEqualTo("Fire");
    assertThat(envelope.path("Message").asText()).isEqualTo("It burns & \"smokes\"");
    assertThat(envelope.at("/MessageAttributes/level/Type").asText()).isEqualTo("Number");
    assertThat(envelope.at("/MessageAttributes/level/Value").asText()).isEqualTo("3");
    assertThat(envelope.path("UnsubscribeURL").asText()).contains(subscription.replace(":", "%3A"));
    assertThat(world.callers.getFirst().arn()).isEqualTo("sns.amazonaws.com");
    World.await(() -> world.metric("NumberOfNotificationsDelivered", "alarms") == 1);
    assertThat(world.metric("NumberOfMessagesPublished", "alarms")).isEqualTo(1);
  }

  @Test
  void deliversRawWithItsAttributesWhereThatIsAsked() throws Exception {
    String topic = world.topic("alarms");
    String queue = world.queue("inbox");
    subscribe(topic, "sqs", queue, Map.of("RawMessageDelivery", "true"));
    world.client.publish(
        q ->
            q.topicArn(topic)
                .message("plain")
                .messageAttributes(
                    Map.of(
                        "level",
                        number("3"),
                        "data",
                        MessageAttributeValue.builder()
                            .dataType("Binary")
                            .binaryValue(SdkBytes.fromUtf8String("bytes"))
                            .build())));
    Message message = waitFor(queue).getFirst();
    assertThat(message.body()).isEqualTo("plain");
    assertThat(message.messageAttributes().get("level").dataType()).isEqualTo("Number");
    assertThat(message.messageAttributes().get("data").binaryValue().asUtf8String())
        .isEqualTo("bytes");
  }

  @Test
  void givesFunctionsTheirEvent() throws Exception {
    String topic = world.topic("alarms");
    subscribe(topic, "lambda", FUNCTION + "repair", Map.of());
    world.client.publish(
        q ->
            q.topicArn(topic)
                .messageStructure("json")
                .message("{\"default\": \"all\", \"lambda\": \"for functions\"}"));
    World.await(() -> !world.events.isEmpty());
    JsonNode record = json(world.events.getFirst()).at("/Records/0");
    assertThat(record.path("EventSource").asText()).isEqualTo("aws:sns");
    assertThat(record.at("/Sns/Message").asText()).isEqualTo("for functions");
    assertThat(record.at("/Sns/TopicArn").asText()).isEqualTo(topic);
    assertThat(record.at("/Sns/Subject").isNull()).isTrue();
  }

  @Test
  void filtersByAttributesAndByBody() throws Exception {
    String topic = world.topic("alarms");
    String byAttributes = world.queue("attributes");
    String byBody = world.queue("body");
    subscribe(
        topic,
        "sqs",
        byAttributes,
        Map.of(
            "FilterPolicy",
            "{\"kind\": [{\"prefix\": \"or\"}], \"level\": [{\"numeric\": [\">\", 2]}]}"));
    subscribe(
        topic,
        "sqs",
        byBody,
        Map.of(
            "FilterPolicy",
            "{\"order\": {\"status\": [\"NEW\"]}}",
            "FilterPolicyScope",
            "MessageBody"));
    world.client.publish(
        q ->
            q.topicArn(topic)
                .message("{\"order\": {\"status\": \"NEW\"}}")
                .messageAttributes(Map.of("kind", text("orders"), "level", number("2"))));
    world.client.publish(
        q ->
            q.topicArn(topic)
                .message("no json")
                .messageAttributes(Map.of("kind", text("orders"), "level", number("3"))));
    assertThat(json(waitFor(byBody).getFirst().body()).path("Message").asText()).contains("NEW");
    assertThat(json(waitFor(byAttributes).getFirst().body()).path("Message").asText())
        .isEqualTo("no json");
    assertThat(world.received(byBody)).isEmpty();
    assertThat(world.metric("NumberOfNotificationsFilteredOut", "alarms")).isEqualTo(2);
    assertThat(world.metric("NumberOfNotificationsFilteredOut-InvalidMessageBody", "alarms"))
        .isEqualTo(1);
    assertThatThrownBy(
            () ->
                subscribe(
                    topic,
                    "sqs",
                    world.queue("other"),
                    Map.of("FilterPolicy", "{\"kind\": \"orders\"}")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("FilterPolicy");
  }

  @Test
  void asksAnEndpointToConfirmAndSignsWhatItGetsThen() throws Exception {
    String topic = world.topic("alarms");
    String pending =
        world
            .client
            .subscribe(q -> q.topicArn(topic).protocol("http").endpoint(world.endpoint()))
            .subscriptionArn();
    assertThat(pending).isEqualTo("pending confirmation");
    World.await(() -> world.posted.size() == 1);
    JsonNode asked = json(world.posted.getFirst().body());
    assertThat(asked.path("Type").asText()).isEqualTo("SubscriptionConfirmation");
    assertThat(world.posted.getFirst().headers().get("x-amz-sns-message-type"))
        .containsExactly("SubscriptionConfirmation");
    assertThat(signed(asked, "SHA1withRSA")).isTrue();
    world.client.publish(q -> q.topicArn(topic).message("too early"));
    String subscribed = get(asked.path("SubscribeURL").asText());
    assertThat(subscribed).contains("<SubscriptionArn>" + topic + ":");
    world.client.setTopicAttributes(
        q -> q.topicArn(topic).attributeName("SignatureVersion").attributeValue("2"));
    world.client.publish(q -> q.topicArn(topic).subject("S").message("hello"));
    World.await(() -> world.posted.size() == 2);
    JsonNode message = json(world.posted.get(1).body());
    assertThat(message.path("Message").asText()).isEqualTo("hello");
    assertThat(signed(message, "SHA256withRSA")).isTrue();
    get(message.path("UnsubscribeURL").asText());
    assertThat(world.client.listSubscriptions().subscriptions()).isEmpty();
  }

  private String get(String url) throws Exception {
    URI local = URI.create(url.replace("http://localhost:4566", world.url()));
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(local).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  /** As the documentation tells subscribers to verify. */
  private boolean signed(JsonNode message, String algorithm) throws Exception {
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(
                        get(message.path("SigningCertURL").asText())
                            .getBytes(StandardCharsets.UTF_8)));
    List<String> keys =
        message.path("Type").asText().equals("Notification")
            ? List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
            : List.of(
                "Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
    StringBuilder text = new StringBuilder();
    keys.stream()
        .filter(message::has)
        .forEach(
            key -> text.append(key).append("\n").append(message.get(key).asText()).append("\n"));
    Signature signature = Signature.getInstance(algorithm);
    signature.initVerify(certificate);
    signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
    return signature.verify(Base64.getDecoder().decode(message.path("Signature").asText()));
  }

  @Test
  void triesAnEndpointAgainAsItsPolicySaysAndThenGivesUpToTheDeadLetters() throws Exception {
    String topic = world.topic("alarms");
    String dead = world.queue("dead");
    subscribe(
        topic,
        "http",
        world.endpoint(),
        Map.of(
            "RedrivePolicy",
            "{\"deadLetterTargetArn\": \"" + dead + "\"}",
            "DeliveryPolicy",
            "{\"healthyRetryPolicy\": {\"numRetries\": 2, \"minDelayTarget\": 5,"
                + " \"maxDelayTarget\": 10}}"));
    World.await(() -> world.posted.size() == 1);
    get(json(world.posted.getFirst().body()).path("SubscribeURL").asText());
    world.statuses.addAll(List.of(500, 503, 500));
    world.client.publish(q -> q.topicArn(topic).message("hello"));
    World.await(() -> world.posted.size() == 2);
    world.restart();
    World.await(
        () -> {
          world.timers.move(Duration.ofSeconds(1));
          return world.posted.size() == 4;
        });
    assertThat(json(waitFor(dead).getFirst().body()).path("Message").asText()).isEqualTo("hello");
    assertThat(world.posted).hasSize(4);
    World.await(() -> world.metric("NumberOfNotificationsRedrivenToDlq", "alarms") == 1);
    assertThat(world.metric("NumberOfNotificationsFailed", "alarms")).isEqualTo(1);
  }

  @Test
  void doesNotTryAgainWhereTheSubscriberIsAtFault() throws Exception {
    String topic = world.topic("alarms");
    String dead = world.queue("dead");
    subscribe(
        topic,
        "lambda",
        FUNCTION + "gone",
        Map.of("RedrivePolicy", "{\"deadLetterTargetArn\": \"" + dead + "\"}"));
    world.client.publish(q -> q.topicArn(topic).message("hello"));
    assertThat(json(waitFor(dead).getFirst().body()).path("Message").asText()).isEqualTo("hello");
  }

  @Test
  void keepsMailInTheLogUntilItsAddressHasConfirmed() throws Exception {
    String topic = world.topic("alarms");
    subscribe(topic, "email", "ops@example.com", Map.of());
    World.await(() -> world.mails.size() == 1);
    assertThat(world.mails.getFirst())
        .startsWith(
            "/aws/sns/mail ops@example.com\nTo: ops@example.com\nSubject: AWS Notification");
    String mail = world.mails.getFirst();
    get(mail.substring(mail.indexOf("http://")).trim());
    world.client.publish(q -> q.topicArn(topic).subject("Fire").message("It burns"));
    World.await(() -> world.mails.size() == 2);
    assertThat(world.mails.get(1)).contains("Subject: Fire\n\nIt burns\n");
    assertThat(world.client.listSubscriptionsByTopic(q -> q.topicArn(topic)).subscriptions())
        .singleElement()
        .satisfies(each -> assertThat(each.subscriptionArn()).startsWith(topic + ":"));
  }

  @Test
  void publishesBatchesEntryByEntry() {
    String topic = world.topic("alarms");
    PublishBatchResponse answer =
        world.client.publishBatch(
            q ->
                q.topicArn(topic)
                    .publishBatchRequestEntries(
                        e -> e.id("a").message("one"),
                        e -> e.id("b").message("two").subject("bad\nsubject")));
    assertThat(answer.successful())
        .singleElement()
        .satisfies(e -> assertThat(e.id()).isEqualTo("a"));
    assertThat(answer.failed())
        .singleElement()
        .satisfies(e -> assertThat(e.code()).isEqualTo("InvalidParameter"));
  }

  @Test
  void keepsTopicsSubscriptionsAndTagsOverARestart() throws Exception {
    String topic =
        world
            .client
            .createTopic(
                q ->
                    q.name("alarms")
                        .attributes(Map.of("DisplayName", "Alarms"))
                        .tags(Tag.builder().key("team").value("ops").build()))
            .topicArn();
    subscribe(topic, "sqs", world.queue("inbox"), Map.of("RawMessageDelivery", "true"));
    world.restart();
    Map<String, String> attributes =
        world.client.getTopicAttributes(q -> q.topicArn(topic)).attributes();
    assertThat(attributes)
        .containsEntry("DisplayName", "Alarms")
        .containsEntry("SubscriptionsConfirmed", "1");
    assertThat(attributes.get("Policy")).contains("__default_statement_ID");
    assertThat(world.client.listTagsForResource(q -> q.resourceArn(topic)).tags()).hasSize(1);
    assertThat(world.client.listTopics().topics()).hasSize(1);
    world.client.deleteTopic(q -> q.topicArn(topic));
    assertThat(world.client.listSubscriptions().subscriptions()).isEmpty();
  }

  @Test
  void refusesByNameWhatItDoesNotOffer() {
    String topic = world.topic("alarms");
    assertThatThrownBy(() -> world.topic("alarms.fifo")).hasMessageContaining("FIFO topic");
    for (String protocol : List.of("sms", "application", "firehose")) {
      assertThatThrownBy(() -> subscribe(topic, protocol, "x", Map.of()))
          .hasMessageContaining("Protocol " + protocol + " is not offered");
    }
    assertThatThrownBy(() -> world.client.publish(q -> q.phoneNumber("+49").message("x")))
        .hasMessageContaining("SMS");
    assertThatThrownBy(
            () ->
                world.client.setTopicAttributes(
                    q ->
                        q.topicArn(topic)
                            .attributeName("LambdaFailureFeedbackRoleArn")
                            .attributeValue("arn:aws:iam::1:role/r")))
        .hasMessageContaining("LambdaFailureFeedbackRoleArn");
    assertThatThrownBy(() -> world.client.publish(q -> q.topicArn(topic + "2").message("x")))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void stacksMakeTopicsPoliciesAndSubscriptions() throws Exception {
    String queue = world.queue("inbox");
    Resource topic =
        world
            .type("AWS::SNS::Topic")
            .create(
                World.desired("Alarms", "{'TopicName': 'dev-alarms', 'DisplayName': 'Alarms'}"));
    assertThat(topic.attribute("TopicName")).isEqualTo("dev-alarms");
    String policy =
        "{'Topics': ['"
            + topic.physicalId()
            + "'], 'PolicyDocument': {'Statement': {'Effect': 'Allow', 'Principal': {'Service':"
            + " 'cloudwatch.amazonaws.com'}, 'Action': 'sns:Publish', 'Resource': '*'}}}";
    Resource made = world.type("AWS::SNS::TopicPolicy").create(World.desired("Policy", policy));
    assertThat(
            world
                .client
                .getTopicAttributes(q -> q.topicArn(topic.physicalId()))
                .attributes()
                .get("Policy"))
        .contains("cloudwatch.amazonaws.com");
    String wanted =
        "{'TopicArn': '" + topic.physicalId() + "', 'Protocol': 'sqs', 'Endpoint': '" + queue + "'";
    Resource subscription =
        world
            .type("AWS::SNS::Subscription")
            .create(World.desired("Inbox", wanted + ", 'RawMessageDelivery': true}"));
    world.client.publish(q -> q.topicArn(topic.physicalId()).message("hello"));
    assertThat(waitFor(queue).getFirst().body()).isEqualTo("hello");
    world
        .type("AWS::SNS::Subscription")
        .update(World.desired("Inbox", wanted + ", 'FilterPolicy': {'a': ['b']}}"), subscription);
    assertThat(
            world
                .client
                .getSubscriptionAttributes(q -> q.subscriptionArn(subscription.physicalId()))
                .attributes())
        .containsEntry("RawMessageDelivery", "false")
        .containsEntry("FilterPolicy", "{\"a\":[\"b\"]}");
    world.type("AWS::SNS::TopicPolicy").delete(made);
    world.type("AWS::SNS::Subscription").delete(subscription);
    world.type("AWS::SNS::Topic").delete(topic);
    assertThat(world.client.listTopics().topics()).isEmpty();
  }

  @Test
  void endsSubscriptionsThatLeaveTheTemplateOfTheirTopic() throws Exception {
    String first = world.queue("first");
    String second = world.queue("second");
    String others = world.queue("others");
    String template = "{'TopicName': 'news', 'Subscription': [%s]}";
    String one = "{'Protocol': 'sqs', 'Endpoint': '%s'}";
    Resource topic =
        world
            .type("AWS::SNS::Topic")
            .create(
                World.desired(
                    "News",
                    template.formatted(one.formatted(first) + ", " + one.formatted(second))));
    world.client.subscribe(q -> q.topicArn(topic.physicalId()).protocol("sqs").endpoint(others));
    Resource less =
        world
            .type("AWS::SNS::Topic")
            .update(World.desired("News", template.formatted(one.formatted(second))), topic);
    assertThat(endpoints(topic)).containsExactlyInAnyOrder(second, others);
    world.type("AWS::SNS::Topic").update(World.desired("News", "{'TopicName': 'news'}"), less);
    assertThat(endpoints(topic)).containsExactly(others);
  }

  private List<String> endpoints(Resource topic) {
    return world
        .client
        .listSubscriptionsByTopic(q -> q.topicArn(topic.physicalId()))
        .subscriptions()
        .stream()
        .map(each -> each.endpoint())
        .toList();
  }

  @Test
  void leavesNoSubscriptionBehindWhoseAttributesAreRefused() {
    String queue = world.queue("inbox");
    String topic = world.topic("news");
    assertThatThrownBy(
            () ->
                world
                    .type("AWS::SNS::Subscription")
                    .create(
                        World.desired(
                            "Inbox",
                            "{'TopicArn': '%s', 'Protocol': 'sqs', 'Endpoint': '%s', 'FilterPolicyScope':"
                                    .formatted(topic, queue)
                                + " 'Everything'}")))
        .hasMessageContaining("FilterPolicyScope");
    assertThat(world.client.listSubscriptions().subscriptions()).isEmpty();
  }
}
