package ecommerce.suite;

import static ecommerce.suite.clients.Eventually.eventually;
import static ecommerce.suite.clients.Eventually.stays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.suite.clients.EventListener;
import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.clients.Signing;
import ecommerce.suite.target.Capability;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@PlatformTest(needs = Capability.LISTENER)
class ListenerIT {

  private final Platform platform;
  private final String source = "suite." + UUID.randomUUID();

  ListenerIT(Platform platform) {
    this.platform = platform;
  }

  private void put(String from, String id) {
    platform
        .bus()
        .put(from, "Something", id, Json.object("id", id, "nested", Json.object("text", "äöü €")));
  }

  /** Registers, and waits until events are heard. */
  private void registered(EventListener listener, String name) {
    listener.register(name);
    eventually(
        () -> {
          put(name, "are you there?");
          assertThat(listener.events())
              .anyMatch(event -> event.path("source").asText().equals(name));
        });
  }

  private static List<String> ids(EventListener listener) {
    return listener.events().stream()
        .map(event -> event.path("resources").path(0).asText())
        .toList();
  }

  @Test
  void hearsAWholeEvent() {
    try (EventListener listener = platform.listener(platform.signing())) {
      listener.register(source);
      JsonNode event =
          eventually(
              () -> {
                put(source, "first");
                assertThat(listener.events()).isNotEmpty();
                return listener.events().getFirst();
              });
      assertThat(event.path("source").asText()).isEqualTo(source);
      assertThat(event.path("detail-type").asText()).isEqualTo("Something");
      assertThat(event.path("resources")).isEqualTo(Json.list("first"));
      assertThat(event.path("detail"))
          .isEqualTo(Json.object("id", "first", "nested", Json.object("text", "äöü €")));
      assertThat(event.fieldNames())
          .toIterable()
          .contains("version", "id", "account", "time", "region");
    }
  }

  /** The contract says that it should: not where the machine had no time for the registration. */
  @Test
  void hearsWhatHappensRightAfterItRegistered() {
    assertThat(Stream.of("once", "again", "for the last time").anyMatch(this::isHeardAtOnce))
        .isTrue();
  }

  private boolean isHeardAtOnce(String id) {
    try (EventListener listener = platform.listener(platform.signing())) {
      listener.register(source);
      put(source, id);
      eventually(
          () -> {
            put(source, "are you there?");
            assertThat(listener.events()).isNotEmpty();
          });
      return ids(listener).contains(id);
    }
  }

  @Test
  void hearsNothingButItsSourcesAndNoAnswers() {
    try (EventListener listener = platform.listener(platform.signing())) {
      registered(listener, source);
      registered(listener, source);
      put("suite.other-" + UUID.randomUUID(), "not this");
      put(source, "this");
      eventually(() -> assertThat(ids(listener)).contains("this"));
      stays(
          () ->
              assertThat(listener.events())
                  .allMatch(event -> event.path("source").asText().equals(source)));
      assertThat(ids(listener)).containsOnlyOnce("this");
    }
  }

  @Test
  void hearsSeveralSources() {
    try (EventListener listener = platform.listener(platform.signing())) {
      registered(listener, source);
      registered(listener, source + ".b");
      put(source, "a");
      put(source + ".b", "b");
      eventually(() -> assertThat(ids(listener)).contains("a", "b"));
    }
  }

  @Test
  void letsEveryConnectionHearHoweverItSigns() {
    try (EventListener one = platform.listener(platform.smallSigning());
        EventListener two = platform.listener(platform.signing())) {
      registered(one, source);
      registered(two, source);
      put(source, "both");
      eventually(() -> assertThat(ids(one)).contains("both"));
      eventually(() -> assertThat(ids(two)).contains("both"));
    }
  }

  @Test
  void takesFramesThatMakeNoSenseInSilence() {
    try (EventListener listener = platform.listener(platform.signing())) {
      for (String frame :
          new String[] {
            "not json",
            "{",
            "[]",
            "5",
            "{}",
            "{\"action\": \"unknown\"}",
            "{\"action\": \"register\"}",
            "{\"action\": \"register\", \"serviceName\": 5}",
            "{\"action\": \"register\", \"serviceName\": \"\"}",
            "{\"action\": 7}",
            "null"
          }) {
        listener.send(frame);
      }
      registered(listener, source);
      stays(
          () ->
              assertThat(listener.events())
                  .allMatch(event -> event.path("source").asText().equals(source)));
      assertThat(listener.isOpen()).isTrue();
    }
  }

  @Test
  void forgetsAConnectionThatIsGone() {
    EventListener gone = platform.listener(platform.signing());
    registered(gone, source);
    gone.close();
    try (EventListener listener = platform.listener(platform.signing())) {
      registered(listener, source);
      put(source, "for those who are there");
      eventually(() -> assertThat(ids(listener)).contains("for those who are there"));
    }
  }

  @Test
  void refusesAConnectionThatIsNotSigned() {
    isRefused(Signing.none());
  }

  @Test
  void refusesAConnectionWithAWrongSignature() {
    isRefused(platform.wrongSigning());
  }

  private void isRefused(Signing signing) {
    assertThatThrownBy(() -> platform.listener(signing).close())
        .cause()
        .satisfies(
            cause -> {
              assertThat(cause).isInstanceOf(WebSocketHandshakeException.class);
              assertThat(((WebSocketHandshakeException) cause).getResponse().statusCode())
                  .isEqualTo(403);
            });
  }
}
