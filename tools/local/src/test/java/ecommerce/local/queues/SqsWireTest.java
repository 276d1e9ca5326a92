package ecommerce.local.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ecommerce.local.Endpoints;
import ecommerce.local.SystemTimers;
import ecommerce.local.store.MvStore;
import ecommerce.local.wire.Dispatcher;
import ecommerce.local.wire.Front;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/** AWS's own client against SQS on the port; it checks the digests of messages itself. */
class SqsWireTest {

  @TempDir Path directory;
  private final SystemTimers timers = new SystemTimers();
  private MvStore store;
  private Front front;
  private Sqs part;
  private SqsClient sqs;

  @BeforeEach
  void start() throws Exception {
    store = new MvStore(directory);
    Dispatcher dispatcher =
        new Dispatcher((request, service) -> World.ADMIN, (caller, permission) -> {});
    front = new Front(dispatcher, "127.0.0.1", 0);
    String host = "localhost:" + front.bind();
    part =
        new Sqs(
            World.ACCOUNT,
            new Endpoints(host),
            store,
            timers,
            (caller, permission) -> {},
            (namespace, name, dimensions, value, unit) -> {});
    part.services().forEach(dispatcher::add);
    front.start();
    sqs =
        SqsClient.builder()
            .endpointOverride(URI.create("http://" + host))
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @AfterEach
  void stop() throws Exception {
    sqs.close();
    part.close();
    front.close();
    timers.close();
    store.close();
  }

  private String create(String name) {
    return sqs.createQueue(r -> r.queueName(name)).queueUrl();
  }

  @Test
  void sendsReceivesAndDeletesWithAttributes() {
    String url = create("work");
    assertThat(sqs.getQueueUrl(r -> r.queueName("work")).queueUrl()).isEqualTo(url);
    var sent =
        sqs.sendMessage(
            r ->
                r.queueUrl(url)
                    .messageBody("größe \uD83D\uDE00")
                    .messageAttributes(
                        Map.of(
                            "text",
                                MessageAttributeValue.builder()
                                    .dataType("String")
                                    .stringValue("ä")
                                    .build(),
                            "number",
                                MessageAttributeValue.builder()
                                    .dataType("Number.int")
                                    .stringValue("7")
                                    .build(),
                            "bytes",
                                MessageAttributeValue.builder()
                                    .dataType("Binary")
                                    .binaryValue(SdkBytes.fromByteArray(new byte[] {1, -1}))
                                    .build())));
    assertThat(sent.md5OfMessageAttributes()).isNotEmpty();
    var received =
        sqs.receiveMessage(
                r ->
                    r.queueUrl(url)
                        .messageAttributeNames("te.*", "bytes")
                        .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP))
            .messages();
    assertThat(received).hasSize(1);
    var message = received.getFirst();
    assertThat(message.messageId()).isEqualTo(sent.messageId());
    assertThat(message.body()).isEqualTo("größe \uD83D\uDE00");
    assertThat(message.attributes()).containsOnlyKeys(MessageSystemAttributeName.SENT_TIMESTAMP);
    assertThat(message.messageAttributes()).containsOnlyKeys("text", "bytes");
    assertThat(message.messageAttributes().get("bytes").binaryValue().asByteArray())
        .containsExactly(1, -1);
    sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
    assertThat(
            sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .isEqualTo("0");
  }

  @Test
  void sendsAndDeletesInBatches() {
    String url = create("work");
    var sent =
        sqs.sendMessageBatch(
            r ->
                r.queueUrl(url)
                    .entries(
                        e -> e.id("good").messageBody("a"),
                        e -> e.id("bad").messageBody("b").delaySeconds(1000)));
    assertThat(sent.successful()).extracting(entry -> entry.id()).containsExactly("good");
    assertThat(sent.failed()).hasSize(1);
    assertThat(sent.failed().getFirst().id()).isEqualTo("bad");
    assertThat(sent.failed().getFirst().code()).isEqualTo("InvalidParameterValue");
    assertThat(sent.failed().getFirst().senderFault()).isTrue();
    String handle = sqs.receiveMessage(r -> r.queueUrl(url)).messages().getFirst().receiptHandle();
    var hidden =
        sqs.changeMessageVisibilityBatch(
            r ->
                r.queueUrl(url)
                    .entries(e -> e.id("1").receiptHandle(handle).visibilityTimeout(60)));
    assertThat(hidden.successful()).hasSize(1);
    var deleted =
        sqs.deleteMessageBatch(
            r ->
                r.queueUrl(url)
                    .entries(
                        e -> e.id("1").receiptHandle(handle), e -> e.id("2").receiptHandle("x")));
    assertThat(deleted.successful()).extracting(entry -> entry.id()).containsExactly("1");
    assertThat(deleted.failed())
        .extracting(entry -> entry.code())
        .containsExactly("ReceiptHandleIsInvalid");
    assertThatExceptionOfType(TooManyEntriesInBatchRequestException.class)
        .isThrownBy(
            () ->
                sqs.deleteMessageBatch(
                    r ->
                        r.queueUrl(url)
                            .entries(
                                java.util.stream.IntStream.range(0, 11)
                                    .mapToObj(
                                        i ->
                                            software.amazon.awssdk.services.sqs.model
                                                .DeleteMessageBatchRequestEntry.builder()
                                                .id("e" + i)
                                                .receiptHandle("x")
                                                .build())
                                    .toList())));
  }

  @Test
  void longPollsAreAnsweredAtOnceWhenAMessageComes() throws Exception {
    String url = create("work");
    var poll =
        CompletableFuture.supplyAsync(
            () -> sqs.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(20)).messages());
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("a"));
    assertThat(poll.get(10, TimeUnit.SECONDS)).hasSize(1);
  }

  @Test
  void aLongPollWithoutMessagesEndsByTheClock() {
    String url = create("work");
    long begin = System.nanoTime();
    assertThat(sqs.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(1)).messages()).isEmpty();
    assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(950));
  }

  @Test
  void namesAMissingQueueInTheOlderWayToo() throws Exception {
    assertThatExceptionOfType(QueueDoesNotExistException.class)
        .isThrownBy(() -> sqs.getQueueUrl(r -> r.queueName("none")))
        .matches(e -> e.statusCode() == 400)
        .matches(
            e -> e.awsErrorDetails().errorCode().equals("AWS.SimpleQueueService.NonExistentQueue"))
        .withMessageContaining("The specified queue does not exist.");
    HttpRequest raw =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.address().getPort() + "/"))
            .header("X-Amz-Target", "AmazonSQS.GetQueueUrl")
            .header("Content-Type", "application/x-amz-json-1.0")
            .POST(HttpRequest.BodyPublishers.ofString("{\"QueueName\":\"none\"}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(raw, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().firstValue("x-amzn-query-error"))
          .contains("AWS.SimpleQueueService.NonExistentQueue;Sender");
      assertThat(answer.body()).contains("\"__type\":\"QueueDoesNotExist\"");
    }
  }

  @Test
  void tagsAndLists() {
    String url = create("work");
    sqs.tagQueue(r -> r.queueUrl(url).tags(Map.of("a", "1", "b", "2")));
    sqs.untagQueue(r -> r.queueUrl(url).tagKeys("a"));
    assertThat(sqs.listQueueTags(r -> r.queueUrl(url)).tags()).isEqualTo(Map.of("b", "2"));
    assertThat(sqs.listQueues().queueUrls()).isEqualTo(List.of(url));
    assertThat(sqs.listDeadLetterSourceQueues(r -> r.queueUrl(url)).queueUrls()).isEmpty();
    sqs.purgeQueue(r -> r.queueUrl(url));
    sqs.deleteQueue(r -> r.queueUrl(url));
    assertThat(sqs.listQueues().queueUrls()).isEmpty();
  }
}
