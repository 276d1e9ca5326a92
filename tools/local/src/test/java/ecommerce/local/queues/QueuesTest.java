package ecommerce.local.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.wire.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueuesTest {

  private static final String URL = "http://localhost:4566/123456789012/";

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

  @Test
  void makesAQueueOnce() {
    assertThat(world.create("work", "'DelaySeconds':'5'")).isEqualTo(URL + "work");
    assertThat(world.create("work", "'DelaySeconds':'5'")).isEqualTo(URL + "work");
    assertThat(world.create("work", "'VisibilityTimeout':'30'"))
        .as("its default")
        .isEqualTo(URL + "work");
    assertThat(world.create("work")).isEqualTo(URL + "work");
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> world.create("work", "'DelaySeconds':'6'"))
        .withMessage(
            "A queue already exists with the same name and a different value for attribute"
                + " DelaySeconds")
        .matches(fault -> fault.code().equals("QueueNameExists"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'VisibilityTimeout':'43201'     | InvalidAttributeValue | Invalid value for the parameter"
            + " VisibilityTimeout.",
        "'MessageRetentionPeriod':'59'   | InvalidAttributeValue | Invalid value for the parameter"
            + " MessageRetentionPeriod.",
        "'DelaySeconds':'-1'             | InvalidAttributeValue | Invalid value for the parameter"
            + " DelaySeconds.",
        "'DelaySeconds':''               | InvalidAttributeValue | Invalid value for the parameter"
            + " DelaySeconds.",
        "'MaximumMessageSize':'1023'     | InvalidAttributeValue | Invalid value for the parameter"
            + " MaximumMessageSize.",
        "'SqsManagedSseEnabled':'maybe'  | InvalidAttributeValue | Invalid value for the parameter"
            + " SqsManagedSseEnabled.",
        "'Policy':'no'                   | InvalidAttributeValue | Invalid value for the parameter"
            + " Policy.",
        "'Policy':'{}'                   | InvalidAttributeValue | Invalid value for the parameter"
            + " Policy.",
        "'Colour':'red'                  | InvalidAttributeName | Unknown Attribute Colour.",
        "'FifoQueue':'true'              | UnsupportedOperation | FIFO queues, and with them the"
            + " attribute FifoQueue, are not offered by this environment.",
        "'RedrivePolicy':'x'             | InvalidParameterValueException | Value x for parameter"
            + " RedrivePolicy is invalid. Reason: Redrive policy is not a valid JSON map.",
        "'RedriveAllowPolicy':'{}'       | InvalidParameterValueException | Value {} for parameter"
            + " RedriveAllowPolicy is invalid. Reason: redrivePermission must be one of allowAll,"
            + " denyAll, byQueue.",
      })
  void refusesAttributes(String attribute, String code, String message) {
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> world.create("work", attribute))
        .withMessage(message)
        .matches(fault -> fault.code().equals(code) && fault.status() == 400);
    assertThat(world.call("ListQueues", "{}").has("QueueUrls")).isFalse();
  }

  @Test
  void refusesNames() {
    for (String name : java.util.List.of("a b", "x".repeat(81), "")) {
      assertThatExceptionOfType(Fault.class)
          .isThrownBy(() -> world.create(name))
          .withMessageContaining("1 to 80 in length");
    }
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> world.create("a.fifo"))
        .withMessageContaining("FIFO");
  }

  private static String redrive(String target, int most) {
    return "'RedrivePolicy':'"
        + ("{'deadLetterTargetArn':'" + target + "','maxReceiveCount':'" + most + "'}")
            .replace("'", "\\\"")
        + "'";
  }

  @Test
  void checksRedriveWithItsTarget() {
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> world.create("work", redrive(World.arn("dead"), 3)))
        .withMessageContaining("Dead letter target does not exist.");
    world.create(
        "dead",
        "'RedriveAllowPolicy':'{\\\"redrivePermission\\\":\\\"byQueue\\\",\\\"sourceQueueArns\\\":[\\\""
            + World.arn("mine")
            + "\\\"]}'");
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> world.create("work", redrive(World.arn("dead"), 3)))
        .withMessageContaining("does not have permissions");
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> world.create("mine", redrive(World.arn("dead"), 0)))
        .withMessageContaining(
            "Invalid value for maxReceiveCount: 0, valid values are from 1 to 1000 both"
                + " inclusive.");
    world.create("mine", redrive(World.arn("dead"), 3));
  }

  @Test
  void tellsAttributesAndKeepsThemOverARestart() {
    String url = world.create("work", "'VisibilityTimeout':'7'");
    String created = world.attribute(url, "CreatedTimestamp");
    world.timers.move(Duration.ofSeconds(5));
    world.call(
        "SetQueueAttributes",
        "{'QueueUrl':'" + url + "','Attributes':{'DelaySeconds':'9','KmsMasterKeyId':'alias/k'}}");
    world.restart();
    assertThat(world.attribute(url, "QueueArn")).isEqualTo(World.arn("work"));
    assertThat(world.attribute(url, "VisibilityTimeout")).isEqualTo("7");
    assertThat(world.attribute(url, "DelaySeconds")).isEqualTo("9");
    assertThat(world.attribute(url, "MessageRetentionPeriod")).isEqualTo("345600");
    assertThat(world.attribute(url, "SqsManagedSseEnabled")).isEqualTo("false");
    assertThat(world.attribute(url, "CreatedTimestamp")).isEqualTo(created);
    assertThat(Long.parseLong(world.attribute(url, "LastModifiedTimestamp")))
        .isEqualTo(Long.parseLong(created) + 5);
    assertThat(
            world.call(
                "GetQueueAttributes",
                "{'QueueUrl':'" + url + "','AttributeNames':['DelaySeconds','Policy']}"))
        .isEqualTo(World.json("{'Attributes':{'DelaySeconds':'9'}}"));
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(
            () ->
                world.call(
                    "GetQueueAttributes", "{'QueueUrl':'" + url + "','AttributeNames':['Nope']}"))
        .withMessage("Unknown Attribute Nope.");
  }

  @Test
  void listsQueuesByPrefixAndPage() {
    java.util.List.of("a1", "a2", "a3", "b1").forEach(world::create);
    var first = world.call("ListQueues", "{'QueueNamePrefix':'a','MaxResults':2}");
    assertThat(first.path("QueueUrls")).hasSize(2);
    var second =
        world.call(
            "ListQueues",
            "{'QueueNamePrefix':'a','MaxResults':2,'NextToken':'"
                + first.path("NextToken").asText()
                + "'}");
    assertThat(second).isEqualTo(World.json("{'QueueUrls':['" + URL + "a3']}"));
  }

  @Test
  void anyHostOfAUrlIsAsGood() {
    world.create("work");
    world.send("https://sqs.eu-west-1.amazonaws.com/123456789012/work", "a");
    assertThat(world.bodies(URL + "work")).containsExactly("a");
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> world.send(URL.replace("123456789012", "999999999999") + "work", "a"))
        .matches(fault -> fault.code().equals("QueueDoesNotExist"));
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> world.send("http://localhost/work", "a"))
        .withMessage("The address http://localhost/work is not valid for this endpoint.");
  }

  @Test
  void aDeletedQueueIsGoneWithItsMessages() {
    String url = world.create("work");
    world.send(url, "a");
    world.call("DeleteQueue", "{'QueueUrl':'" + url + "'}");
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> world.call("GetQueueUrl", "{'QueueName':'work'}"))
        .withMessage("The specified queue does not exist.");
    world.create("work");
    world.restart();
    assertThat(world.bodies(url)).isEmpty();
  }

  @Test
  void asksForTheActionsOfAws() {
    String url = world.create("work");
    world.asked.clear();
    world.call(
        "SendMessageBatch", "{'QueueUrl':'" + url + "','Entries':[{'Id':'1','MessageBody':'a'}]}");
    world.call("CreateQueue", "{'QueueName':'other','tags':{'a':'b'}}");
    assertThat(world.asked)
        .extracting(permission -> permission.action() + " " + permission.resource())
        .containsExactly(
            "sqs:SendMessage " + World.arn("work"),
            "sqs:CreateQueue " + World.arn("other"),
            "sqs:TagQueue " + World.arn("other"));
  }

  @Test
  void aTemplateMakesChangesAndRemovesAQueue() {
    ResourceType type = world.type("AWS::SQS::Queue");
    world.create("dead");
    Resource made =
        type.create(
            World.desired(
                "{'MessageRetentionPeriod':1209600,'SqsManagedSseEnabled':true,"
                    + "'RedrivePolicy':{'deadLetterTargetArn':'"
                    + World.arn("dead")
                    + "','maxReceiveCount':3}}",
                Map.of("team", "a", "old", "x")));
    String name = made.attribute("QueueName");
    assertThat(name).startsWith("stack-Thing-");
    assertThat(made.physicalId()).isEqualTo(URL + name).isEqualTo(made.attribute("QueueUrl"));
    assertThat(made.attribute("Arn")).isEqualTo(World.arn(name));
    assertThat(world.attribute(made.physicalId(), "MessageRetentionPeriod")).isEqualTo("1209600");
    world.send(made.physicalId(), "kept");
    Resource changed =
        type.update(World.desired("{'DelaySeconds':'3'}", Map.of("team", "b")), made);
    assertThat(changed).isEqualTo(made);
    assertThat(world.attribute(made.physicalId(), "MessageRetentionPeriod")).isEqualTo("345600");
    assertThat(world.attribute(made.physicalId(), "DelaySeconds")).isEqualTo("3");
    assertThat(world.attribute(made.physicalId(), "RedrivePolicy")).isEmpty();
    assertThat(world.call("ListQueueTags", "{'QueueUrl':'" + made.physicalId() + "'}"))
        .isEqualTo(World.json("{'Tags':{'team':'b'}}"));
    assertThat(world.bodies(made.physicalId())).containsExactly("kept");
    type.delete(made);
    type.delete(made);
    assertThat(world.call("ListQueues", "{}").path("QueueUrls")).hasSize(1);
  }

  @Test
  void aTemplateGivesQueuesTheirPolicy() {
    ResourceType type = world.type("AWS::SQS::QueuePolicy");
    String one = world.create("one");
    String two = world.create("two");
    String document =
        "'PolicyDocument':{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':{'Service':'events.amazonaws.com'},"
            + "'Action':'sqs:SendMessage','Resource':'*'}]}";
    Resource made =
        type.create(
            World.desired("{'Queues':['" + one + "','" + two + "']," + document + "}", Map.of()));
    assertThat(world.attribute(one, "Policy")).contains("events.amazonaws.com");
    assertThat(world.attribute(two, "Policy")).contains("events.amazonaws.com");
    Resource changed =
        type.update(World.desired("{'Queues':['" + two + "']," + document + "}", Map.of()), made);
    assertThat(world.attribute(one, "Policy")).isEmpty();
    assertThat(world.attribute(two, "Policy")).isNotEmpty();
    type.delete(changed);
    assertThat(world.attribute(two, "Policy")).isEmpty();
  }
}
