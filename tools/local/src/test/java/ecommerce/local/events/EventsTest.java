package ecommerce.local.events;

import static ecommerce.local.events.World.FUNCTION;
import static ecommerce.local.events.World.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.Identity;
import ecommerce.local.Permission;
import ecommerce.local.deploy.Resource;
import ecommerce.local.wire.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {

  private static final String TO_F = "{'Id':'f','Arn':'" + FUNCTION + "f'}";
  private static final String EVENTS = "arn:aws:events:us-east-1:000000000000:";
  private static final String EVENT =
      """
      {"id":"1","account":"0","source":"shop","time":"t","region":"r","resources":[],"detail-type":"T"}\
      """;

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
  void deliversTheWholeEnvelopeToTheFunctionOfAMatchingRule() {
    world.rule("r", "{'source':['shop'],'detail':{'total':[{'numeric':['>',10]}]}}", TO_F);
    JsonNode answer =
        world.call(
            "PutEvents",
            "{'Entries':[{'Source':'shop','DetailType':'T','Time':1700000000.75,'Resources':['a'],"
                + "'Detail':'{\\\"total\\\":12.50}'}]}");
    World.Sent sent = world.next();
    assertThat(sent.by())
        .isEqualTo(new Identity.Service("events.amazonaws.com", EVENTS + "rule/r", "000000000000"));
    assertThat(sent.body())
        .isEqualTo(
            "{\"version\":\"0\",\"id\":\""
                + answer.at("/Entries/0/EventId").asText()
                + "\",\"detail-type\":\"T\","
                + "\"source\":\"shop\",\"account\":\"000000000000\",\"time\":\"2023-11-14T22:13:20Z\","
                + "\"region\":\"us-east-1\",\"resources\":[\"a\"],\"detail\":{\"total\":12.50}}");
    world.eventually(() -> world.pending() == 0);
  }

  @Test
  void keepsNothingOfAnEventThatNoRuleWants() {
    world.rule("r", "{'source':['other']}", TO_F);
    assertThat(world.put("{}").path("FailedEntryCount").asInt()).isZero();
    assertThat(world.pending()).isZero();
    assertThat(world.sent).isEmpty();
  }

  @Test
  void followsChangesOfARule() {
    world.rule("r", "{'detail':{'a':[1]}}", TO_F);
    world.rule("r", "{'detail':{'a':[2]}}", TO_F);
    world.put("{'a':1}");
    world.put("{'a':2}");
    assertThat(world.next().json().at("/detail/a").asInt()).isEqualTo(2);
    world.call("DisableRule", "{'Name':'r'}");
    world.put("{'a':2}");
    world.call("EnableRule", "{'Name':'r'}");
    world.put("{'a':2,'b':1}");
    assertThat(world.next().json().at("/detail/b").asInt()).isEqualTo(1);
    assertThatThrownBy(() -> world.call("DeleteRule", "{'Name':'r'}"))
        .hasMessageContaining("has targets");
    world.call("RemoveTargets", "{'Rule':'r','Ids':['f']}");
    world.call("DeleteRule", "{'Name':'r'}");
    assertThatThrownBy(() -> world.call("DescribeRule", "{'Name':'r'}"))
        .hasMessageContaining("Rule r does not exist");
    world.put("{'a':2}");
    assertThat(world.sent).isEmpty();
  }

  @Test
  void acceptsTheGoodEntriesAndSaysWhatIsWrongWithTheOthers() {
    world.rule("r", "{'source':['shop']}", TO_F);
    JsonNode answer =
        world.call(
            "PutEvents",
            """
            {'Entries':[
              {'Source':'shop','DetailType':'T','Detail':'[]'},
              {'Source':'shop','DetailType':'T','Detail':'{} x'},
              {'Source':'shop','DetailType':'T','Detail':'{}'},
              {'DetailType':'T','Detail':'{}'},
              {'Source':'shop','DetailType':'','Detail':'{}'},
              {'Source':'shop','DetailType':'T'},
              {'Source':'shop','DetailType':'T','Detail':'{}','EventBusName':'none'},
              {'Source':'aws.s3','DetailType':'T','Detail':'{}'}]}\
            """);
    assertThat(answer.path("FailedEntryCount").asInt()).isEqualTo(7);
    assertThat(answer.findValuesAsText("ErrorCode"))
        .containsExactly(
            "MalformedDetail",
            "MalformedDetail",
            "InvalidArgument",
            "InvalidArgument",
            "InvalidArgument",
            "ResourceNotFoundException",
            "NotAuthorizedForSource");
    assertThat(answer.at("/Entries/3/ErrorMessage").asText())
        .isEqualTo("Parameter Source is not valid. Reason: Source is a required argument.");
    assertThat(world.next().json().path("id")).isEqualTo(answer.at("/Entries/2/EventId"));
    assertThat(world.sent).isEmpty();
  }

  @Test
  void refusesTooManyAndTooLargeEntries() {
    String entry = "{'Source':'shop','DetailType':'T','Detail':'{}'}";
    assertThatThrownBy(
            () -> world.call("PutEvents", "{'Entries':[" + (entry + ",").repeat(10) + entry + "]}"))
        .hasMessageContaining("less than or equal to 10");
    assertThatThrownBy(() -> world.put("{'a':'" + "x".repeat(256 * 1024) + "'}"))
        .hasMessageContaining("Total size");
  }

  @Test
  void asksForThePermissionOfEachBus() {
    world.call("CreateEventBus", "{'Name':'b'}");
    world.asked.clear();
    world.call(
        "PutEvents",
        "{'Entries':[{'Source':'s','DetailType':'T','Detail':'{}'},"
            + "{'Source':'s','DetailType':'T','Detail':'{}','EventBusName':'"
            + EVENTS
            + "event-bus/b'}]}");
    assertThat(world.asked)
        .extracting(Permission::resource)
        .containsExactly(EVENTS + "event-bus/default", EVENTS + "event-bus/b");
    assertThat(world.asked.getFirst().context()).containsEntry("events:source", List.of("s"));
  }

  @Test
  void firesOnASchedule() {
    world.call("PutRule", "{'Name':'tick','ScheduleExpression':'rate(5 minutes)'}");
    world.call("PutTargets", "{'Rule':'tick','Targets':[" + TO_F + "]}");
    world.timers.move(Duration.ofMinutes(10));
    world.next();
    JsonNode event = world.next().json();
    assertThat(event.path("detail-type").asText()).isEqualTo("Scheduled Event");
    assertThat(event.at("/resources/0").asText()).isEqualTo(EVENTS + "rule/tick");
    world.call("DisableRule", "{'Name':'tick'}");
    assertThat(world.timers.waiting()).isZero();
    assertThatThrownBy(
            () -> world.call("PutRule", "{'Name':'x','ScheduleExpression':'rate(1 minutes)'}"))
        .hasMessage("Parameter ScheduleExpression is not valid.");
  }

  @Test
  void goesOnWithASchedulesTimeAfterARestart() {
    world.call("PutRule", "{'Name':'tick','ScheduleExpression':'rate(5 minutes)'}");
    world.call("PutTargets", "{'Rule':'tick','Targets':[" + TO_F + "]}");
    world.timers.move(Duration.ofMinutes(3));
    world.close();
    world = new World(directory, world.timers);
    world.timers.move(Duration.ofMinutes(2));
    assertThat(world.next().json().path("time").asText()).startsWith("2026-03-01T10:05:00");
  }

  @Test
  void makesUpOnceForWhatAScheduleMissed() {
    world.call("PutRule", "{'Name':'tick','ScheduleExpression':'rate(5 minutes)'}");
    world.call("PutTargets", "{'Rule':'tick','Targets':[" + TO_F + "]}");
    world.close();
    world.timers.move(Duration.ofMinutes(21));
    world = new World(directory, world.timers);
    world.timers.move(Duration.ofMinutes(4));
    world.next();
    assertThat(world.sent).isEmpty();
    world.timers.move(Duration.ofMinutes(1));
    world.next();
  }

  @Test
  void forwardsToAnotherBusAndNoFurther() {
    world.call("CreateEventBus", "{'Name':'b'}");
    world.call(
        "PutRule",
        "{'Name':'back','EventBusName':'b','EventPattern':'{\\\"source\\\":[\\\"shop\\\"]}'}");
    world.call(
        "PutTargets",
        "{'Rule':'back','EventBusName':'b','Targets':["
            + TO_F
            + ",{'Id':'d','Arn':'arn:aws:events:us-east-1:000000000000:event-bus/default'}]}");
    world.rule(
        "out",
        "{'source':['shop']}",
        "{'Id':'b','Arn':'arn:aws:events:us-east-1:000000000000:event-bus/b'}");
    JsonNode answer = world.put("{}");
    World.Sent sent = world.next();
    assertThat(((Identity.Service) sent.by()).sourceArn()).isEqualTo(EVENTS + "rule/b/back");
    assertThat(sent.json().path("id")).isEqualTo(answer.at("/Entries/0/EventId"));
    world.eventually(() -> world.pending() == 0);
    assertThat(world.sent).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"source":"shop"}             | "source" must be an object or an array
          {"source":[]}                 | Empty arrays are not allowed
          {"source":[{"likes":"shop"}]} | Unrecognized match type likes
          {"source":["shop"]            | Unexpected end-of-input
          {"source":["shop"]} x         | Unrecognized token
          {}                            | Empty objects are not allowed
          """)
  void refusesPatternsAsTheEngineDoes(String pattern, String reason) {
    var request = Json.MAPPER.createObjectNode().put("EventPattern", pattern);
    request.put("Event", EVENT);
    assertThatThrownBy(() -> world.call("TestEventPattern", request.toString()))
        .hasMessageStartingWith("Event pattern is not valid. Reason: ")
        .hasMessageContaining(reason)
        .satisfies(e -> assertThat(((Fault) e).code()).isEqualTo("InvalidEventPatternException"));
    request.put("Name", "r");
    assertThatThrownBy(() -> world.call("PutRule", request.toString()))
        .hasMessageContaining(reason);
  }

  @Test
  void triesAPatternOnAnEvent() {
    var request = Json.MAPPER.createObjectNode().put("Event", EVENT);
    request.put("EventPattern", "{\"source\":[{\"prefix\":\"sh\"}]}");
    assertThat(world.call("TestEventPattern", request.toString()).path("Result").asBoolean())
        .isTrue();
    request.put("Event", EVENT.replace("shop", "s"));
    assertThat(world.call("TestEventPattern", request.toString()).path("Result").asBoolean())
        .isFalse();
    request.put("Event", EVENT.replace("\"id\"", "\"no\""));
    assertThatThrownBy(() -> world.call("TestEventPattern", request.toString()))
        .hasMessageContaining("missing: id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Id':'x','Arn':'arn:aws:kinesis:us-east-1:000000000000:stream/s'}",
        "{'Id':'x','Arn':'" + QUEUE + "q.fifo'}",
        "{'Id':'x','Arn':'" + FUNCTION + "f','Input':'{'}",
        "{'Id':'x','Arn':'" + FUNCTION + "f','InputPath':'detail'}",
        "{'Id':'x','Arn':'" + FUNCTION + "f','Input':'{}','InputPath':'$.detail'}",
        "{'Id':'x','Arn':'" + FUNCTION + "f','RoleArn':'arn:aws:iam::000000000000:role/r'}",
        "{'Id':'x','Arn':'" + FUNCTION + "f','RetryPolicy':{'MaximumRetryAttempts':186}}",
        "{'Id':'x','Arn':'" + FUNCTION + "f','RetryPolicy':{'MaximumEventAgeInSeconds':59}}",
        "{'Id':'x','Arn':'" + FUNCTION + "f','DeadLetterConfig':{'Arn':'" + FUNCTION + "f'}}",
        "{'Id':'x','Arn':'" + FUNCTION + "f','InputTransformer':{'InputTemplate':'no json'}}"
      })
  void refusesTargetsByTheirId(String target) {
    world.rule("r", "{'source':['shop']}", TO_F);
    assertThatThrownBy(() -> world.call("PutTargets", "{'Rule':'r','Targets':[" + target + "]}"))
        .hasMessageContaining("for target x");
    assertThat(world.call("ListTargetsByRule", "{'Rule':'r'}").path("Targets")).hasSize(1);
  }

  @Test
  void listsAndTags() {
    world.rule("r1", "{'source':['shop']}", TO_F);
    world.rule("r2", "{'source':['shop']}", TO_F);
    JsonNode first = world.call("ListRules", "{'Limit':1}");
    assertThat(
            world
                .call("ListRules", "{'NextToken':" + first.path("NextToken") + "}")
                .at("/Rules/0/Name")
                .asText())
        .isEqualTo("r2");
    assertThat(
            world
                .call("ListRuleNamesByTarget", "{'TargetArn':'" + FUNCTION + "f'}")
                .path("RuleNames"))
        .hasSize(2);
    String arn = world.call("DescribeRule", "{'Name':'r1'}").path("Arn").asText();
    world.call("TagResource", "{'ResourceARN':'" + arn + "','Tags':[{'Key':'k','Value':'v'}]}");
    JsonNode tags = world.call("ListTagsForResource", "{'ResourceARN':'" + arn + "'}");
    assertThat(tags.at("/Tags/0/Value").asText()).isEqualTo("v");
    assertThatThrownBy(() -> world.call("CreateEventBus", "{'Name':'default'}"))
        .hasMessageContaining("already exists");
    assertThatThrownBy(() -> world.call("ListRules", "{'EventBusName':'none'}"))
        .hasMessageContaining("Event bus none does not exist");
  }

  @Test
  void makesChangesAndRemovesResources() {
    var busType = world.type("AWS::Events::EventBus");
    Resource bus = busType.create(World.desired("{'Name':'b'}"));
    assertThat(bus.attribute("Arn")).isEqualTo(EVENTS + "event-bus/b");
    var ruleType = world.type("AWS::Events::Rule");
    String head = "{'Name':'r','EventBusName':'b','EventPattern':{'source':['shop']},'Targets':[";
    Resource rule =
        ruleType.create(
            World.desired(
                head
                    + "{'Id':'a','Arn':'"
                    + FUNCTION
                    + "a','RetryPolicy':{'MaximumRetryAttempts':'3'}}]}"));
    assertThat(rule.physicalId()).isEqualTo("b|r");
    assertThat(rule.attribute("Arn")).isEqualTo(EVENTS + "rule/b/r");
    ruleType.update(
        World.desired(
            head
                + "{'Id':'b','Arn':'"
                + FUNCTION
                + "b','InputTransformer':{'InputPathsMap':{'Id':'$.id'},'InputTemplate':'{\\\"id\\\":<Id>}'}}]}"),
        rule);
    JsonNode targets =
        world.call("ListTargetsByRule", "{'Rule':'r','EventBusName':'b'}").path("Targets");
    assertThat(targets.findValuesAsText("Id").getFirst()).isEqualTo("b");
    assertThat(targets).hasSize(1);
    assertThat(targets.at("/0/InputTransformer/InputPathsMap/Id").asText()).isEqualTo("$.id");
    assertThatThrownBy(() -> ruleType.create(World.desired("{'EventPattern':{'source':'shop'}}")))
        .hasMessageContaining("must be an object or an array");
    assertThatThrownBy(() -> busType.delete(bus)).hasMessageContaining("has rules");
    ruleType.delete(rule);
    ruleType.delete(rule);
    busType.delete(bus);
    assertThat(world.call("ListEventBuses", "{}").path("EventBuses")).hasSize(1);
  }
}
