package ecommerce.local.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.AccessDenied;
import ecommerce.local.Identity;
import ecommerce.local.wire.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

class MessagesTest {

  @TempDir Path directory;
  private World world;

  @BeforeEach
  void open() {
    world = new World(directory);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void delete(String url, JsonNode message) {
    world.call(
        "DeleteMessage",
        "{'QueueUrl':'"
            + url
            + "','ReceiptHandle':'"
            + message.path("ReceiptHandle").asText()
            + "'}");
  }

  private void changeVisibility(String url, JsonNode message, int seconds) {
    world.call(
        "ChangeMessageVisibility",
        "{'QueueUrl':'"
            + url
            + "','ReceiptHandle':'"
            + message.path("ReceiptHandle").asText()
            + "','VisibilityTimeout':"
            + seconds
            + "}");
  }

  @Test
  void aReceivedMessageIsHiddenUntilItsTimeout() {
    String url = world.create("work", "'VisibilityTimeout':'30'");
    world.send(url, "a");
    JsonNode first = world.receive(url, "").getFirst();
    assertThat(first.path("Attributes").path("ApproximateReceiveCount").asText()).isEqualTo("1");
    assertThat(first.path("Attributes").path("SentTimestamp").asText())
        .isEqualTo(String.valueOf(world.timers.millis()));
    assertThat(world.bodies(url)).isEmpty();
    world.timers.move(Duration.ofSeconds(30));
    JsonNode second = world.receive(url, "").getFirst();
    assertThat(second.path("Attributes").path("ApproximateReceiveCount").asText()).isEqualTo("2");
    delete(url, first);
    world.timers.move(Duration.ofSeconds(30));
    assertThat(world.bodies(url)).as("an old receipt deletes nothing").containsExactly("a");
  }

  @Test
  void givesMessagesInTheOrderOfTheirSendingAndDeletesThem() {
    String url = world.create("work");
    List.of("a", "b", "c").forEach(body -> world.send(url, body));
    List<JsonNode> received = world.receive(url, "");
    assertThat(received).extracting(m -> m.path("Body").asText()).containsExactly("a", "b", "c");
    received.forEach(message -> delete(url, message));
    delete(url, received.getFirst());
    world.timers.move(Duration.ofMinutes(5));
    assertThat(world.bodies(url)).isEmpty();
  }

  @Test
  void messagesAndTheirTimeoutsSurviveARestart() {
    String url = world.create("work", "'VisibilityTimeout':'60'");
    world.send(url, "hidden");
    world.receive(url, "");
    world.send(url, "there");
    world.restart();
    assertThat(world.bodies(url)).containsExactly("there");
    world.timers.move(Duration.ofSeconds(60));
    assertThat(world.bodies(url)).containsExactlyInAnyOrder("hidden", "there");
    world.send(url, "new");
    assertThat(world.bodies(url)).containsExactly("new");
  }

  @Test
  void delaysByQueueOrByMessage() {
    String url = world.create("slow", "'DelaySeconds':'10'");
    world.send(url, "later");
    world.call("SendMessage", "{'QueueUrl':'" + url + "','MessageBody':'now','DelaySeconds':0}");
    assertThat(world.attribute(url, "ApproximateNumberOfMessagesDelayed")).isEqualTo("1");
    assertThat(world.bodies(url)).containsExactly("now");
    assertThat(world.attribute(url, "ApproximateNumberOfMessagesNotVisible")).isEqualTo("1");
    world.timers.move(Duration.ofSeconds(10));
    assertThat(world.attribute(url, "ApproximateNumberOfMessages")).isEqualTo("1");
    assertThat(world.bodies(url)).containsExactly("later");
  }

  @Test
  void forgetsWhatIsOlderThanTheRetentionPeriod() {
    String url = world.create("short", "'MessageRetentionPeriod':'60'");
    world.send(url, "old");
    world.timers.move(Duration.ofSeconds(59));
    world.send(url, "new");
    world.timers.move(Duration.ofSeconds(1));
    assertThat(world.bodies(url)).containsExactly("new");
    world.timers.move(Duration.ofMinutes(6));
    world.restart();
    assertThat(world.attribute(url, "ApproximateNumberOfMessagesNotVisible")).isEqualTo("0");
  }

  @Test
  void movesWhatWasReceivedTooOftenToTheDeadLetterQueue() {
    String dead = world.create("dead");
    String url =
        world.create(
            "work",
            "'VisibilityTimeout':'1','RedrivePolicy':'{\\'deadLetterTargetArn\\':\\'"
                + World.arn("dead")
                + "\\',\\'maxReceiveCount\\':2}'".replace("\\'", "\\\""));
    String id = world.send(url, "bad").path("MessageId").asText();
    String sent = String.valueOf(world.timers.millis());
    for (int i = 0; i < 2; i++) {
      assertThat(world.bodies(url)).containsExactly("bad");
      world.timers.move(Duration.ofSeconds(1));
    }
    assertThat(world.bodies(url)).isEmpty();
    JsonNode moved = world.receive(dead, "").getFirst();
    assertThat(moved.path("MessageId").asText()).isEqualTo(id);
    assertThat(moved.path("Attributes").path("SentTimestamp").asText()).isEqualTo(sent);
    assertThat(moved.path("Attributes").path("DeadLetterQueueSourceArn").asText())
        .isEqualTo(World.arn("work"));
    assertThat(
            world
                .call("ListDeadLetterSourceQueues", "{'QueueUrl':'" + dead + "'}")
                .path("queueUrls")
                .path(0)
                .asText())
        .isEqualTo(url);
    world.restart();
    assertThat(world.bodies(url)).isEmpty();
    assertThat(world.attribute(dead, "ApproximateNumberOfMessagesNotVisible")).isEqualTo("1");
  }

  @Test
  void aLongPollEndsWithTheFirstMessage() throws Exception {
    String url = world.create("work");
    var poll = CompletableFuture.supplyAsync(() -> world.receive(url, ",'WaitTimeSeconds':20"));
    World.eventually(() -> world.timers.waiting() > 1);
    assertThat(poll).isNotDone();
    world.send(url, "a");
    assertThat(poll.get(5, TimeUnit.SECONDS)).hasSize(1);
    World.eventually(() -> world.timers.waiting() == 1);
  }

  @Test
  void aLongPollEndsWithItsTime() throws Exception {
    String url = world.create("work", "'ReceiveMessageWaitTimeSeconds':'10'");
    var poll = CompletableFuture.supplyAsync(() -> world.receive(url, ""));
    World.eventually(() -> world.timers.waiting() > 1);
    world.timers.move(Duration.ofSeconds(10));
    assertThat(poll.get(5, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void aLongPollSeesAMessageThatBecomesVisible() throws Exception {
    String url = world.create("work", "'DelaySeconds':'5'");
    world.send(url, "a");
    var poll = CompletableFuture.supplyAsync(() -> world.receive(url, ",'WaitTimeSeconds':20"));
    World.eventually(() -> world.timers.waiting() > 1);
    world.timers.move(Duration.ofSeconds(5));
    assertThat(poll.get(5, TimeUnit.SECONDS)).hasSize(1);
  }

  @Test
  void aLongPollEndsWhenTheEnvironmentCloses() throws Exception {
    String url = world.create("work");
    var poll = CompletableFuture.supplyAsync(() -> world.receive(url, ",'WaitTimeSeconds':20"));
    World.eventually(() -> world.timers.waiting() > 1);
    world.sqs.close();
    assertThat(poll.get(5, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void aLongPollFailsWhenItsQueueIsDeleted() {
    String url = world.create("work");
    var poll = CompletableFuture.supplyAsync(() -> world.receive(url, ",'WaitTimeSeconds':20"));
    World.eventually(() -> world.timers.waiting() > 1);
    world.call("DeleteQueue", "{'QueueUrl':'" + url + "'}");
    assertThatThrownBy(() -> poll.get(5, TimeUnit.SECONDS))
        .hasMessageContaining("The specified queue does not exist.");
  }

  @Test
  void givesOneMessageToOneReceiverOnly() throws Exception {
    String url = world.create("work");
    var polls =
        java.util.stream.IntStream.range(0, 4)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> world.receive(url, ",'WaitTimeSeconds':20"),
                        Thread::startVirtualThread))
            .toList();
    World.eventually(() -> world.timers.waiting() == 5);
    world.send(url, "a");
    World.eventually(() -> polls.stream().anyMatch(CompletableFuture::isDone));
    World.eventually(() -> world.timers.waiting() == 4);
    world.timers.move(Duration.ofSeconds(20));
    int received = 0;
    for (var poll : polls) {
      received += poll.get(5, TimeUnit.SECONDS).size();
    }
    assertThat(received).isOne();
  }

  @Test
  void changesVisibilityOfWhatIsInFlight() {
    String url = world.create("work");
    world.send(url, "a");
    JsonNode message = world.receive(url, "").getFirst();
    changeVisibility(url, message, 300);
    world.timers.move(Duration.ofSeconds(299));
    assertThat(world.bodies(url)).isEmpty();
    changeVisibility(url, message, 0);
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> changeVisibility(url, message, 5))
        .matches(fault -> fault.code().equals("MessageNotInflight"));
    JsonNode again = world.receive(url, ",'VisibilityTimeout':0").getFirst();
    assertThat(world.bodies(url)).containsExactly("a");
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> changeVisibility(url, again, 5))
        .withMessageContaining(
            "Message does not exist or is not available for visibility timeout change.");
  }

  @Test
  void refusesReceiptHandlesThatAreNone() {
    String url = world.create("work");
    String other = world.create("other");
    world.send(other, "a");
    JsonNode elsewhere = world.receive(other, "").getFirst();
    for (String handle : List.of("nonsense", elsewhere.path("ReceiptHandle").asText())) {
      assertThatExceptionOfType(Fault.class)
          .isThrownBy(
              () ->
                  world.call(
                      "DeleteMessage",
                      "{'QueueUrl':'" + url + "','ReceiptHandle':'" + handle + "'}"))
          .withMessage("The input receipt handle \"" + handle + "\" is not a valid receipt handle.")
          .matches(fault -> fault.code().equals("ReceiptHandleIsInvalid"));
    }
  }

  @Test
  void refusesMessagesThatAreNotAsTheyMayBe() {
    String url = world.create("work", "'MaximumMessageSize':'1024'");
    assertRefused(
        "SendMessage",
        url,
        "'MessageBody':''",
        "The request must contain the parameter MessageBody.");
    assertRefused("SendMessage", url, "'MessageBody':'\\u0001'", "Invalid characters found");
    assertRefused(
        "SendMessage",
        url,
        "'MessageBody':'" + "x".repeat(1025) + "'",
        "Message must be shorter than 1024 bytes.");
    assertRefused(
        "SendMessage",
        url,
        "'MessageBody':'x','DelaySeconds':901",
        "Value 901 for parameter DelaySeconds is invalid");
    assertRefused(
        "SendMessage",
        url,
        "'MessageBody':'x','MessageGroupId':'g'",
        "not offered by this environment");
    assertRefused(
        "SendMessage",
        url,
        "'MessageBody':'x','MessageAttributes':{'n':{'DataType':'Number','StringValue':'one'}}",
        "to a number");
    assertRefused(
        "SendMessage",
        url,
        "'MessageBody':'x','MessageAttributes':{'AWS.n':{'DataType':'String','StringValue':'one'}}",
        "AWS.n");
    assertRefused(
        "ReceiveMessage",
        url,
        "'MaxNumberOfMessages':11",
        "Must be between 1 and 10, if provided.");
    assertRefused(
        "ReceiveMessage", url, "'WaitTimeSeconds':21", "Must be >= 0 and <= 20, if provided.");
    assertRefused("ReceiveMessage", url, "'AttributeNames':['Nope']", "Unknown Attribute Nope.");
    assertThat(world.bodies(url)).isEmpty();
  }

  private void assertRefused(String operation, String url, String request, String message) {
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> world.call(operation, "{'QueueUrl':'" + url + "'," + request + "}"))
        .withMessageContaining(message)
        .matches(fault -> fault.status() == 400);
  }

  @Test
  void purgesOnceAMinute() {
    String url = world.create("work");
    world.send(url, "a");
    world.call("PurgeQueue", "{'QueueUrl':'" + url + "'}");
    assertThat(world.bodies(url)).isEmpty();
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> world.call("PurgeQueue", "{'QueueUrl':'" + url + "'}"))
        .withMessage("Only one PurgeQueue operation on work is allowed every 60 seconds.");
    world.timers.move(Duration.ofSeconds(60));
    world.call("PurgeQueue", "{'QueueUrl':'" + url + "'}");
  }

  @Test
  void otherPartsSendWithTheirIdentityAndTheQueuesPolicy() {
    String url =
        world.create(
            "dead",
            "'Policy':'"
                + "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}}"
                    .replace("\"", "\\\"")
                + "'");
    Identity events = new Identity.Service("events.amazonaws.com", "arn:rule", "123456789012");
    world.sqs.send(events, World.arn("dead"), "lost", Map.of("RULE_ARN", "arn:rule"));
    var asked = world.asked.getLast();
    assertThat(asked.action()).isEqualTo("sqs:SendMessage");
    assertThat(asked.resource()).isEqualTo(World.arn("dead"));
    assertThat(asked.resourcePolicy().orElseThrow().path("Statement").path("Effect").asText())
        .isEqualTo("Allow");
    JsonNode message = world.receive(url, "").getFirst();
    assertThat(message.path("MessageAttributes").path("RULE_ARN").path("StringValue").asText())
        .isEqualTo("arn:rule");
    assertThat(message.path("Attributes").path("SenderId").asText())
        .isEqualTo("events.amazonaws.com");
    world.denied.add("sqs:SendMessage");
    assertThatExceptionOfType(AccessDenied.class)
        .isThrownBy(() -> world.sqs.send(events, World.arn("dead"), "x", Map.of()));
    assertThatExceptionOfType(QueueDoesNotExistException.class)
        .isThrownBy(() -> world.sqs.send(events, World.arn("none"), "x", Map.of()));
  }
}
