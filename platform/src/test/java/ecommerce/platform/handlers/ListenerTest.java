package ecommerce.platform.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.edge.Edge;
import ecommerce.edge.Json;
import ecommerce.edge.Outage;
import ecommerce.edge.Settings;
import ecommerce.platform.model.Broadcast;
import ecommerce.platform.model.MemoryRegistrations;
import ecommerce.platform.model.Moment;
import ecommerce.platform.model.Registrations;
import ecommerce.testing.Invocation;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerTest {

  private static final String EVENT =
      """
      {"version":"0","id":"1","account":"123456789012","source":"ecommerce.orders","detail-type":"OrderCreated",\
      "time":"2025-01-01T00:00:00Z","resources":["o1"],"detail":{"orderId":"o1","total":10}}\
      """;

  private final MemoryRegistrations registrations = new MemoryRegistrations();
  private final List<String> sent = new ArrayList<>();
  private final Set<String> gone = new HashSet<>();
  private final Set<String> unreachable = new HashSet<>();

  @Test
  void sendsWholeEventAsOneMessageToThoseRegisteredForItsSource() {
    frame("register", "c1", register("ecommerce.orders"));
    frame("register", "c2", register("ecommerce.products"));

    invoke(registrations, EVENT);

    assertThat(sent).hasSize(1);
    assertThat(sent.getFirst()).startsWith("c1 ");
    assertThat(Json.parse(sent.getFirst().substring(3))).isEqualTo(Json.parse(EVENT));
  }

  @Test
  void sendsAnEventOnceToWhoRegisteredTwice() {
    frame("register", "c1", register("ecommerce.orders"));
    frame("register", "c1", register("ecommerce.orders"));

    invoke(registrations, EVENT);

    assertThat(sent).hasSize(1);
  }

  @Test
  void forgetsConnectionFoundGoneAndServesTheOthers() {
    frame("register", "c1", register("ecommerce.orders"));
    frame("register", "c2", register("ecommerce.orders"));
    gone.add("c1");

    invoke(registrations, EVENT);

    assertThat(sent).singleElement().asString().startsWith("c2 ");
    assertThat(registrations.listeners("ecommerce.orders")).containsExactly("c2");
  }

  @Test
  void unreachableConnectionHoldsUpNoOther() {
    frame("register", "c1", register("ecommerce.orders"));
    frame("register", "c2", register("ecommerce.orders"));
    unreachable.add("c1");

    invoke(registrations, EVENT);

    assertThat(sent).singleElement().asString().startsWith("c2 ");
    assertThat(registrations.listeners("ecommerce.orders")).containsExactly("c1", "c2");
  }

  @Test
  void forgetsAllRegistrationsOnDisconnect() {
    frame("register", "c1", register("ecommerce.orders"));
    frame("register", "c1", register("some.source.of.nobody"));

    frame("$disconnect", "c1", null);

    assertThat(registrations.listeners("ecommerce.orders")).isEmpty();
    assertThat(registrations.listeners("some.source.of.nobody")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "[]",
        "3",
        "{\"action\":\"register\"}",
        "{\"action\":\"register\",\"serviceName\":7}",
        "{\"action\":\"register\",\"serviceName\":\"\"}",
        "{\"action\":\"register\",\"serviceName\":null}"
      })
  void acceptsAnyFrameSilently(String body) {
    assertThat(frame("register", "c1", body)).isEqualTo(Json.parse("{\"statusCode\":200}"));
    assertThat(frame("$default", "c1", body)).isEqualTo(Json.parse("{\"statusCode\":200}"));
    assertThat(sent).isEmpty();
  }

  @Test
  void registersOnTheRegisterRouteOnly() {
    frame("$default", "c1", register("ecommerce.orders"));

    assertThat(registrations.listeners("ecommerce.orders")).isEmpty();
  }

  @Test
  void frameNeverFailsSoThatNoErrorFrameIsSent() {
    assertThat(invoke(broken(), frameEvent("register", "c1", register("ecommerce.orders"))))
        .isEqualTo(Json.parse("{\"statusCode\":200}"));
  }

  @Test
  void eventFailsWhereRegistrationsCannotBeReadSoThatItIsRetried() {
    assertThatThrownBy(() -> invoke(broken(), EVENT)).isInstanceOf(Outage.class);
  }

  private static Registrations broken() {
    return (Registrations)
        Proxy.newProxyInstance(
            ListenerTest.class.getClassLoader(),
            new Class<?>[] {Registrations.class},
            (proxy, method, arguments) -> {
              throw new Outage("the table does not answer");
            });
  }

  private static String register(String source) {
    return "{\"action\":\"register\",\"serviceName\":\"" + source + "\"}";
  }

  private JsonNode frame(String route, String connectionId, String body) {
    return invoke(registrations, frameEvent(route, connectionId, body));
  }

  private static String frameEvent(String route, String connectionId, String body) {
    var frame = Json.object().put("body", body).put("isBase64Encoded", false);
    frame.putObject("requestContext").put("routeKey", route).put("connectionId", connectionId);
    return Json.write(frame);
  }

  private JsonNode invoke(Registrations registrations, String input) {
    Edge edge = new Edge(new Settings(Map.of()));
    return Invocation.of(
        Json.parse(input).has("requestContext")
            ? new ListenerFrames(edge, registrations)
            : new ListenerEvents(
                edge,
                new Broadcast(
                    registrations, this::send, new Moment(Duration.ZERO, InstantSource.system()))),
        input);
  }

  private boolean send(String connectionId, String message) {
    if (unreachable.contains(connectionId)) {
      throw new Outage("no answer");
    }
    return !gone.contains(connectionId) && sent.add(connectionId + " " + message);
  }
}
