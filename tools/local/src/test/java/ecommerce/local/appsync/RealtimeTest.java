package ecommerce.local.appsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.AccessDenied;
import ecommerce.local.GraphqlApis;
import ecommerce.local.Identity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AppSync's real-time protocol, by a client that speaks it frame by frame. */
class RealtimeTest {

  private static final String ON_SAID = "subscription { onSaid { room text } }";

  @TempDir Path directory;
  private LiveApi api;

  @BeforeEach
  void open() throws Exception {
    api = new LiveApi(directory);
  }

  @AfterEach
  void close() throws Exception {
    api.close();
  }

  private static void refused(JsonNode frame, String type) {
    assertThat(frame.at("/payload/errors/0/errorType").asText()).as("%s", frame).isEqualTo(type);
    assertThat(frame.at("/payload/errors/0/message").asText()).isNotEmpty();
  }

  @Test
  void acknowledgesSubscribesShowsAndCompletes() {
    LiveApi.Client client = api.connect(api.byKey());
    assertThat(client.socket.getSubprotocol()).isEqualTo("graphql-ws");
    client.send("{'type':'connection_init'}");
    assertThat(client.next("connection_ack").at("/payload/connectionTimeoutMs").asInt())
        .isEqualTo(300_000);
    client.subscribed("1", ON_SAID);
    api.say("room: \"a\", text: \"hello\", size: 1");
    JsonNode shown = client.next("data");
    assertThat(shown.path("id").asText()).isEqualTo("1");
    assertThat(shown.path("payload").toString())
        .isEqualTo("{\"data\":{\"onSaid\":{\"room\":\"a\",\"text\":\"hello\"}}}");
    client.send("{'type':'stop','id':'1'}");
    assertThat(client.next("complete").path("id").asText()).isEqualTo("1");
    api.say("room: \"a\"");
    client.send("{'type':'stop','id':'1'}");
    refused(client.next("error"), "UnknownOperationError");
  }

  @Test
  void takesTheHeaderAsSubprotocolAndTheOtherFormOfTheUrl() {
    byte[] header = api.byKey().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(header);
    LiveApi.Client client = api.connect("/graphql/realtime", "graphql-ws", "header-" + encoded);
    client.send("{'type':'connection_init'}");
    client.next("connection_ack");
  }

  @Test
  void keepsAConnectionAliveEachMinuteForADay() throws Exception {
    LiveApi.Client client = api.open();
    api.timers.move(Duration.ofSeconds(59));
    assertThat(client.silent()).isTrue();
    api.timers.move(Duration.ofSeconds(1));
    client.next("ka");
    api.timers.move(Duration.ofSeconds(60));
    client.next("ka");
    api.timers.move(Duration.ofHours(24));
    assertThat(client.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
  }

  @Test
  void tellsWhoMayNotConnectAndCloses() throws Exception {
    ObjectNode wrongKey = api.byKey().put("x-api-key", "da2-wrong");
    ObjectNode none = JsonNodeFactory.instance.objectNode().put("host", api.host());
    ObjectNode wrongSignature = api.bySignature("/graphql/connect", "other");
    for (JsonNode header :
        new JsonNode[] {
          wrongKey, none, api.byToken("x").put("Authorization", "no"), wrongSignature
        }) {
      LiveApi.Client client = api.connect(header);
      client.send("{'type':'connection_init'}");
      JsonNode told = client.next("connection_error");
      refused(told, "UnauthorizedException");
      assertThat(told.at("/payload/errors/0/errorCode").asInt()).isEqualTo(401);
      client.closed.get(10, TimeUnit.SECONDS);
    }
    LiveApi.Client hostless = api.connect(api.byKey().without("host"));
    hostless.send("{'type':'connection_init'}");
    refused(hostless.next("connection_error"), "BadRequestException");
    LiveApi.Client unreadable = api.connect("/graphql?header=%25%25", "graphql-ws");
    unreadable.send("{'type':'connection_init'}");
    refused(unreadable.next("connection_error"), "BadRequestException");
    assertThatThrownBy(() -> api.connect("/graphql", "graphql-transport-ws")).isNotNull();
  }

  @Test
  void provesTheCallerOfEachSubscription() {
    LiveApi.Client client = api.connect(api.bySignature("/graphql/connect", "{}"));
    client.send("{'type':'connection_init'}");
    client.next("connection_ack");
    client.start("none", ON_SAID, JsonNodeFactory.instance.nullNode());
    refused(client.next("error"), "BadRequestException");
    client.start("wrong", ON_SAID, api.byKey().put("x-api-key", "da2-wrong"));
    refused(client.next("error"), "UnauthorizedException");
    String data = LiveApi.data(ON_SAID, Map.of());
    client.start("signed otherwise", ON_SAID, api.bySignature("/graphql", "{}"));
    refused(client.next("error"), "UnauthorizedException");
    client.start("signed", ON_SAID, api.bySignature("/graphql", data));
    client.next("start_ack");
    client.start("user", ON_SAID, api.byToken("u1"));
    client.next("start_ack");
    client.start("not staff", "subscription { onStaff { room } }", api.byToken("u1:customers"));
    refused(client.next("error"), "Unauthorized");
    client.start("key", "subscription { onStaff { room } }", api.byKey());
    refused(client.next("error"), "Unauthorized");
    client.start("staff", "subscription { onStaff { room } }", api.byToken("u1:staff"));
    client.next("start_ack");
    client.start("refused", "subscription { onRefused { room } }", api.byKey());
    JsonNode refusal = client.next("error");
    refused(refusal, "Unauthorized");
    assertThat(refusal.path("id").asText()).isEqualTo("refused");
  }

  @Test
  void showsOnlyWhatTheMutationSelectedAndTheSubscriberMaySee() {
    LiveApi.Client client = api.open();
    client.subscribed(
        "1", "subscription { said: onSaid { at: room text size by { name } secret } }");
    api.ask(
        "mutation { x: say(input: {room: \"a\", text: \"t\", size: 2, by: {name: \"n\"}}) { r: room"
            + " by { n: name } secret } }");
    JsonNode shown = client.next("data").path("payload");
    assertThat(shown.path("data").toString())
        .isEqualTo(
            "{\"said\":{\"at\":\"a\",\"text\":null,\"size\":null,\"by\":{\"name\":\"n\"},\"secret\":null}}");
    assertThat(shown.at("/errors/0/errorType").asText()).isEqualTo("Unauthorized");
  }

  @Test
  void argumentsThatAreGivenMustBeWhatTheEventSays() {
    LiveApi.Client client = api.open();
    Map<String, Object> nothing = new HashMap<>();
    nothing.put("t", null);
    client.subscribed("b", "subscription { onSaid(room: \"b\") { text } }");
    client.subscribed("null", "subscription($t: String) { onSaid(text: $t) { room } }", nothing);
    client.subscribed("all", "subscription { onAny { room } }");
    api.say("room: \"a\", text: \"x\"");
    assertThat(client.next("data").path("id").asText()).isEqualTo("all");
    api.say("room: \"b\", text: \"x\"");
    assertThat(client.next("data").path("id").asText()).isEqualTo("b");
    client.next("data");
    api.ask("mutation { say(input: {room: \"a\", text: \"not selected\"}) { room } }");
    assertThat(client.next("data").path("id").asText()).isEqualTo("null");
    client.next("data");
    api.ask("mutation { shout(input: {room: \"b\"}) { room } }");
    assertThat(client.next("data").path("id").asText())
        .as("of the other mutation")
        .isEqualTo("all");
    assertThat(client.silent()).isTrue();
  }

  @Test
  void aResolversFilterTakesThePlaceOfArguments() {
    LiveApi.Client client = api.open();
    String filter =
        "{\"filterGroup\":[{\"filters\":[{\"fieldName\":\"by.name\",\"operator\":\"in\",\"value\":[\"n\",\"m\"]},"
            + "{\"fieldName\":\"size\",\"operator\":\"gt\",\"value\":1}]},"
            + "{\"filters\":[{\"fieldName\":\"tags\",\"operator\":\"contains\",\"value\":\"all\"}]}]}";
    client.subscribed(
        "1", "subscription($f: String!) { onFiltered(filter: $f) { room } }", Map.of("f", filter));
    api.say("room: \"1\", size: 2, by: {name: \"x\"}");
    api.say("room: \"2\", size: 1, by: {name: \"n\"}");
    api.say("room: \"3\", size: 2, by: {name: \"n\"}");
    assertThat(client.next("data").at("/payload/data/onFiltered/room").asText()).isEqualTo("3");
    api.say("room: \"4\", tags: [\"all\"]");
    assertThat(client.next("data").at("/payload/data/onFiltered/room").asText()).isEqualTo("4");
    client.start(
        "2",
        "subscription($f: String!) { onFiltered(filter: $f) { room } }",
        Map.of("f", filter.replace("\"in\"", "\"like\"")),
        api.byKey());
    assertThat(client.next("error").at("/payload/errors/0/message").asText()).contains("'like'");
  }

  @Test
  void aMutationEndsSubscriptionsByTheirInvalidationFilter() throws Exception {
    LiveApi.Client client = api.open();
    LiveApi.Client other = api.open();
    String query = "subscription($e: ID) { onFiltered(filter: \"null\", ends: $e) { room } }";
    client.subscribed("a", query, Map.of("e", "a"));
    client.subscribed("b", query, Map.of("e", "b"));
    other.subscribed("c", query, Map.of("e", "c"));
    api.ask("mutation { drop(room: \"a\") }");
    assertThat(client.next("complete").path("id").asText()).isEqualTo("a");
    assertThat(client.closed.isDone()).isFalse();
    api.ask("mutation { drop(room: \"b\") }");
    client.next("complete");
    assertThat(client.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
    api.say("room: \"z\"");
    other.next("data");
  }

  @Test
  void refusesFramesAndOperationsThatAreNone() {
    LiveApi.Client early = api.connect(api.byKey());
    early.start("1", ON_SAID, api.byKey());
    refused(early.next("error"), "BadRequestException");
    LiveApi.Client client = api.open();
    client.send("nonsense");
    refused(client.next("error"), "BadRequestException");
    client.send("{'type':'subscribe','id':'1'}");
    refused(client.next("error"), "UnsupportedOperation");
    client.start("1", "subscription { onNothing { room } }", api.byKey());
    refused(client.next("error"), "ValidationError");
    client.start("1", "mutation { drop(room: \"a\") }", api.byKey());
    refused(client.next("error"), "UnsupportedOperation");
    client.start("1", "{ __typename }", api.byKey());
    refused(client.next("error"), "UnsupportedOperation");
    client.subscribed("1", ON_SAID);
    client.start("1", ON_SAID, api.byKey());
    refused(client.next("error"), "DuplicatedOperationError");
    for (int i = 2; i <= 200; i++) {
      client.subscribed("s" + i, ON_SAID);
    }
    client.start("too many", ON_SAID, api.byKey());
    refused(client.next("error"), "MaxSubscriptionsReachedError");
    assertThat(api.ask(ON_SAID).at("/errors/0/errorType").asText())
        .isEqualTo("UnsupportedOperation");
  }

  @Test
  void showsWhatAServiceOfTheAccountMutatesWithItsSignature() {
    LiveApi.Client client = api.open();
    client.subscribed("1", ON_SAID);
    Identity admin = new Identity.Administrator("arn:aws:iam::000000000000:user/test", "test");
    String endpoint = "arn:aws:appsync:us-east-1:000000000000:endpoints/graphql-api/" + api.id;
    String say = "mutation S($room: ID!) { say(input: {room: $room}) { room } }";
    api.appsync.mutate(admin, endpoint, say, Json.read("{\"room\": \"r\", \"more\": 1}"));
    assertThat(client.next("data").at("/payload/data/onSaid/room").asText()).isEqualTo("r");
    assertThatThrownBy(() -> api.appsync.mutate(admin, endpoint, say, Json.read("{}")))
        .isInstanceOf(GraphqlApis.Rejected.class)
        .hasMessageContaining("room");
    assertThatThrownBy(() -> api.appsync.mutate(admin, endpoint, "{ none }", Json.read("{}")))
        .isInstanceOf(GraphqlApis.Rejected.class)
        .hasMessageContaining("must be a mutation");
    Identity nobody =
        new Identity.RoleSession("arn:aws:iam::000000000000:role/none", "arn:none", "key");
    assertThatThrownBy(
            () -> api.appsync.mutate(nobody, endpoint, say, Json.read("{\"room\": \"r\"}")))
        .isInstanceOf(AccessDenied.class)
        .hasMessageContaining("say");
    assertThatThrownBy(
            () ->
                api.appsync.mutate(
                    admin, endpoint, "mutation { drop(room: \"a\") }", Json.read("{}")))
        .as("not @aws_iam")
        .isInstanceOf(AccessDenied.class);
    assertThatThrownBy(() -> api.appsync.mutate(admin, endpoint + "x", say, Json.read("{}")))
        .hasMessageContaining("There is no GraphQL API");
    assertThat(client.silent()).isTrue();
  }

  @Test
  void endsItsConnectionsWithTheApi() throws Exception {
    LiveApi.Client client = api.open();
    api.control("DeleteGraphqlApi", "{'apiId':'" + api.id + "'}");
    assertThat(client.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
  }

  @Test
  void refusesASchemaWhoseSubscriptionNamesNoMutation() {
    assertThatThrownBy(
            () ->
                ApiSchema.of(
                    "s",
                    "type Query { a: String } type Mutation { m: String } type Subscription { s:"
                        + " String @aws_subscribe(mutations: [\"n\"]) }",
                    field -> null))
        .isInstanceOf(ApiSchema.SchemaError.class)
        .hasMessageContaining("s names the mutation n");
  }
}
