package ecommerce.local.events;

import static ecommerce.local.events.World.FUNCTION;
import static ecommerce.local.events.World.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import ecommerce.local.AccessDenied;
import ecommerce.local.GraphqlApis;
import ecommerce.local.wire.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {

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

  private static String target(String more) {
    return "{'Id':'f','Arn':'"
        + FUNCTION
        + "f','DeadLetterConfig':{'Arn':'"
        + QUEUE
        + "dead'}"
        + more
        + "}";
  }

  private void fail(RuntimeException failure) {
    world.failures.put(FUNCTION + "f", failure);
  }

  @Test
  void triesAgainUntilTheTargetTakesIt() {
    world.rule("r", "{'source':['shop']}", target(""));
    fail(new IllegalStateException("down"));
    world.put("{}");
    world.eventually(() -> world.timers.waiting() == 1);
    world.timers.move(Duration.ofSeconds(1));
    assertThat(world.timers.waiting()).isEqualTo(1);
    world.failures.clear();
    world.timers.move(Duration.ofSeconds(2));
    assertThat(world.next().to()).isEqualTo(FUNCTION + "f");
    assertThat(world.pending()).isZero();
  }

  @Test
  void givesUpAfterTheLastRetryWithADeadLetter() {
    world.rule("r", "{'source':['shop']}", target(",'RetryPolicy':{'MaximumRetryAttempts':2}"));
    fail(new Fault("TooManyRequestsException", 429, "slow down"));
    world.put("{'a':1}");
    world.eventually(() -> world.timers.waiting() == 1);
    world.timers.move(Duration.ofMinutes(1));
    World.Sent letter = world.next();
    assertThat(letter.to()).isEqualTo(QUEUE + "dead");
    assertThat(letter.json().at("/detail/a").asInt()).isEqualTo(1);
    assertThat(letter.attributes())
        .containsEntry("RULE_ARN", "arn:aws:events:us-east-1:000000000000:rule/r")
        .containsEntry("TARGET_ARN", FUNCTION + "f")
        .containsEntry("ERROR_CODE", "THROTTLING")
        .containsEntry("ERROR_MESSAGE", "slow down")
        .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumRetryAttempts")
        .containsEntry("RETRY_ATTEMPTS", "2");
    assertThat(world.pending()).isZero();
  }

  @Test
  void givesUpWhenTheEventIsTooOld() {
    world.rule(
        "r", "{'source':['shop']}", target(",'RetryPolicy':{'MaximumEventAgeInSeconds':60}"));
    fail(new IllegalStateException("down"));
    world.put("{}");
    world.eventually(() -> world.timers.waiting() == 1);
    world.timers.move(Duration.ofSeconds(60));
    assertThat(world.next().attributes())
        .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumEventAgeInSeconds");
  }

  @Test
  void doesNotRetryWhatIsForbiddenOrGone() {
    world.rule("r", "{'source':['shop']}", target(""));
    fail(new AccessDenied("no permission"));
    world.put("{}");
    assertThat(world.next().attributes())
        .containsEntry("ERROR_CODE", "NO_PERMISSIONS")
        .containsEntry("RETRY_ATTEMPTS", "0")
        .doesNotContainKey("EXHAUSTED_RETRY_CONDITION");
    fail(new Fault("ResourceNotFoundException", 404, "Function not found"));
    world.put("{}");
    assertThat(world.next().attributes()).containsEntry("ERROR_CODE", "NO_RESOURCE");
    assertThat(world.timers.waiting()).isZero();
  }

  @Test
  void aFailingTargetHoldsUpNoOther() {
    world.rule("r", "{'source':['shop']}", target("") + ",{'Id':'q','Arn':'" + QUEUE + "q'}");
    fail(new IllegalStateException("down"));
    for (int i = 0; i < 5; i++) {
      world.put("{'n':" + i + "}");
    }
    List<Integer> seen = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      World.Sent sent = world.next();
      assertThat(sent.to()).isEqualTo(QUEUE + "q");
      seen.add(sent.json().at("/detail/n").asInt());
    }
    assertThat(seen).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    world.eventually(() -> world.timers.waiting() == 5);
    assertThat(world.pending()).isEqualTo(5);
  }

  @Test
  void deliversAfterARestartOnlyToTheTargetsThatLack() {
    world.rule("r", "{'source':['shop']}", target("") + ",{'Id':'q','Arn':'" + QUEUE + "q'}");
    fail(new IllegalStateException("down"));
    world.put("{'n':7}");
    assertThat(world.next().to()).isEqualTo(QUEUE + "q");
    world.eventually(() -> world.timers.waiting() == 1);
    world.eventually(
        () ->
            world.store.collection("events.pending", PendingEvent.class).values().stream()
                .allMatch(event -> event.deliveries().size() == 1));
    world.close();
    world = new World(directory);
    World.Sent sent = world.next();
    assertThat(sent.to()).isEqualTo(FUNCTION + "f");
    assertThat(sent.json().at("/detail/n").asInt()).isEqualTo(7);
    world.eventually(() -> world.pending() == 0);
    assertThat(world.sent).isEmpty();
    world.put("{'n':8}");
    assertThat(List.of(world.next().to(), world.next().to()))
        .containsExactlyInAnyOrder(FUNCTION + "f", QUEUE + "q");
  }

  private String input(String input, String detail) {
    world.rule("r", "{'source':['shop']}", "{'Id':'q','Arn':'" + QUEUE + "q'," + input + "}");
    world.put(detail);
    return world.next().body();
  }

  @Test
  void sendsConstantsAndPartsOfTheEvent() {
    assertThat(input("'Input':'{\\\"k\\\": 1}'", "{}")).isEqualTo("{\"k\": 1}");
    assertThat(input("'InputPath':'$.detail'", "{'a':[1,{'b':2.10}]}"))
        .isEqualTo("{\"a\":[1,{\"b\":2.10}]}");
    assertThat(input("'InputPath':'$.detail.a[1].b'", "{'a':[1,{'b':2.10}]}")).isEqualTo("2.10");
    assertThat(input("'InputPath':'$.detail-type'", "{}")).isEqualTo("\"T\"");
  }

  @Test
  void transformsTheEvent() {
    String transformer =
        "'InputTransformer':{'InputPathsMap':{'who':'$.detail.who','all':'$.detail','none':'$.detail.none'},"
            + "'InputTemplate':'%s'}";
    String detail = "{'who':'Ann','n':1}";
    assertThat(input(transformer.formatted("\\\"<who> is <none>here\\\""), detail))
        .isEqualTo("\"Ann is here\"");
    String object =
        "{'w': <who>, 't': 'by <who>: <all>', 'd':<all>,'x':<none>}".replace("'", "\\\"");
    assertThat(input(transformer.formatted(object), detail))
        .isEqualTo(
            "{\"w\": \"Ann\", \"t\": \"by Ann: {\\\"who\\\":\\\"Ann\\\",\\\"n\\\":1}\", "
                + "\"d\":{\"who\":\"Ann\",\"n\":1},\"x\":null}");
    assertThat(
            input(
                transformer.formatted(
                    "[<aws.events.rule-name>,<aws.events.rule-arn>,<aws.events.event.ingestion-time>,"
                        + "\\\"<unknown>\\\"]"),
                detail))
        .isEqualTo(
            "[\"r\",\"arn:aws:events:us-east-1:000000000000:rule/r\","
                + "\"2026-03-01T10:00:00.500Z\",\"<unknown>\"]");
    var both =
        Json.known(
            input(transformer.formatted("[<aws.events.event>,<aws.events.event.json>]"), detail));
    assertThat(both.get(0).has("detail")).isFalse();
    assertThat(both.get(1).at("/detail/who").asText()).isEqualTo("Ann");
  }

  @Test
  void measuresRulesAndTheirTargets() {
    world.rule("r", "{'source':['shop']}", target(",'RetryPolicy':{'MaximumRetryAttempts':1}"));
    fail(new Fault("TooManyRequestsException", 429, "slow down"));
    world.put("{}");
    world.eventually(() -> world.timers.waiting() == 1);
    world.timers.move(Duration.ofMinutes(1));
    world.next();
    Map<String, String> rule = Map.of("RuleName", "r");
    world.eventually(() -> !world.metrics.values("InvocationsSentToDlq", rule).isEmpty());
    assertThat(world.metrics.values("MatchedEvents", rule)).hasSize(1);
    assertThat(world.metrics.values("TriggeredRules", rule)).hasSize(1);
    assertThat(world.metrics.values("Invocations", rule)).hasSize(2);
    assertThat(world.metrics.values("RetryInvocationAttempts", rule)).hasSize(1);
    assertThat(world.metrics.values("FailedInvocations", rule)).hasSize(1);
    assertThat(world.metrics.values("PutEventsEntriesCount", Map.of())).containsExactly(1.0);
  }

  @Test
  void takesTheEventsOfServicesOnTheDefaultBus() {
    world.rule("r", "{'source':['aws.cloudwatch']}", target(""));
    world.events.publish(
        "aws.cloudwatch",
        "CloudWatch Alarm State Change",
        List.of("arn:alarm"),
        JsonNodeFactory.instance.objectNode().put("alarmName", "errors"));
    assertThat(world.next().json().at("/detail/alarmName").asText()).isEqualTo("errors");
  }

  private static String api(String more) {
    return "{'Id':'a','Arn':'"
        + API
        + "','RoleArn':'"
        + World.ROLE
        + "','AppSyncParameters':{'GraphQLOperation':'mutation P($id: ID) { p(id: $id) }'},"
        + "'DeadLetterConfig':{'Arn':'"
        + QUEUE
        + "dead'}"
        + more
        + "}";
  }

  private static final String API =
      "arn:aws:appsync:us-east-1:000000000000:endpoints/graphql-api/abc";

  @Test
  void asksAGraphqlApiWithTheInputAsVariables() {
    world.rule(
        "r",
        "{'source':['shop']}",
        api(
            ",'InputTransformer':{'InputPathsMap':{'id':'$.detail.orderId','at':'$.time'},"
                + "'InputTemplate':'{\\\"id\\\": <id>, \\\"none\\\": null}'}"));
    world.put("{'orderId':'o1'}");
    World.Sent asked = world.next();
    assertThat(asked.to()).isEqualTo(API);
    assertThat(asked.by().arn()).isEqualTo(World.ROLE + "/events");
    assertThat(asked.json().toString()).isEqualTo("{\"id\":\"o1\",\"none\":null}");
    assertThat(asked.attributes()).containsEntry("mutation", "mutation P($id: ID) { p(id: $id) }");
  }

  @Test
  void doesNotAskAgainWhatAGraphqlApiRefuses() {
    for (RuntimeException refusal :
        List.of(new AccessDenied("not yours"), new GraphqlApis.Rejected("wrong"))) {
      world.failures.put(API, refusal);
      world.rule("r", "{'source':['shop']}", api(""));
      world.put("{}");
      World.Sent letter = world.next();
      assertThat(letter.to()).isEqualTo(QUEUE + "dead");
      assertThat(letter.attributes()).containsEntry("RETRY_ATTEMPTS", "0");
    }
  }

  @Test
  void asksAgainWhatAGraphqlApiFailedAt() {
    world.failures.put(API, new Fault("InternalFailure", 500, "down"));
    world.rule("r", "{'source':['shop']}", api(""));
    world.put("{}");
    world.eventually(() -> world.timers.waiting() == 1);
    world.failures.clear();
    world.timers.move(Duration.ofSeconds(2));
    assertThat(world.next().to()).isEqualTo(API);
  }

  @Test
  void refusesAGraphqlApiWithoutRoleOrOperation() {
    assertThatThrownBy(
            () -> world.rule("r", "{'source':['shop']}", "{'Id':'a','Arn':'" + API + "'}"))
        .hasMessageContaining("RoleArn is required");
    assertThatThrownBy(
            () ->
                world.rule(
                    "r",
                    "{'source':['shop']}",
                    "{'Id':'a','Arn':'" + API + "','RoleArn':'" + World.ROLE + "'}"))
        .hasMessageContaining("GraphQLOperation is required");
    assertThatThrownBy(
            () ->
                world.rule(
                    "r",
                    "{'source':['shop']}",
                    target(",'AppSyncParameters':{'GraphQLOperation':'mutation { a }'}")))
        .hasMessageContaining("only for GraphQL APIs");
  }
}
