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
import java.util.UUID;
import org.junit.jupiter.api.Test;

@PlatformTest(needs = Capability.LISTENER)
class ListenerIT {

  private final Platform platform;
  private final String source = "suite." + UUID.randomUUID();

  ListenerIT(Platform platform) {
    this.platform = platform;
  }

  private void put(String from, String id) {
    platform.bus().put(from, "Something", id, Json.object("id", id, "nested", Json.object("text", "äöü €")));
  }

  @Test
  void hearsAWholeEventOfASourceThatNoServiceUses() {
    try (EventListener listener = platform.listener(platform.signing())) {
      listener.register(source);
      put(source, "first");
      JsonNode event =
          eventually(
              () -> {
                assertThat(listener.events()).hasSize(1);
                return listener.events().getFirst();
              });
      assertThat(event.path("source").asText()).isEqualTo(source);
      assertThat(event.path("detail-type").asText()).isEqualTo("Something");
      assertThat(event.path("resources")).isEqualTo(Json.list("first"));
      assertThat(event.path("detail")).isEqualTo(Json.object("id", "first", "nested", Json.object("text", "äöü €")));
      assertThat(event.fieldNames())
          .toIterable()
          .contains("version", "id", "account", "time", "region");
    }
  }

  @Test
  void hearsNothingButItsSourcesAndNoAnswers() {
    try (EventListener listener = platform.listener(platform.signing())) {
      listener.register(source);
      listener.register(source);
      put("suite.other-" + UUID.randomUUID(), "not this");
      put(source, "this");
      eventually(() -> assertThat(listener.events()).hasSize(1));
      stays(() -> assertThat(listener.events()).hasSize(1));
      assertThat(listener.events().getFirst().path("resources").path(0).asText()).isEqualTo("this");
    }
  }

  @Test
  void hearsSeveralSources() {
    try (EventListener listener = platform.listener(platform.signing())) {
      listener.register(source);
      listener.register(source + ".b");
      put(source, "a");
      put(source + ".b", "b");
      eventually(
          () ->
              assertThat(listener.events().stream().map(event -> event.path("resources").path(0).asText()))
                  .containsExactlyInAnyOrder("a", "b"));
    }
  }

  @Test
  void letsEveryConnectionHearHoweverItSigns() {
    try (EventListener one = platform.listener(platform.smallSigning());
        EventListener two = platform.listener(platform.signing())) {
      one.register(source);
      two.register(source);
      put(source, "both");
      eventually(() -> assertThat(one.events()).hasSize(1));
      eventually(() -> assertThat(two.events()).hasSize(1));
    }
  }

  @Test
  void takesFramesThatMakeNoSenseInSilence() {
    try (EventListener listener = platform.listener(platform.signing())) {
      for (String frame :
          new String[] {
            "not json", "{", "[]", "5", "{}", "{\"action\": \"unknown\"}", "{\"action\": \"register\"}",
            "{\"action\": \"register\", \"serviceName\": 5}", "{\"action\": \"register\", \"serviceName\": \"\"}",
            "{\"action\": 7}", "null"
          }) {
        listener.send(frame);
      }
      listener.register(source);
      put(source, "after all");
      eventually(() -> assertThat(listener.events()).hasSize(1));
      stays(() -> assertThat(listener.events()).hasSize(1));
      assertThat(listener.isOpen()).isTrue();
    }
  }

  @Test
  void forgetsAConnectionThatIsGone() {
    EventListener gone = platform.listener(platform.signing());
    gone.register(source);
    gone.close();
    try (EventListener listener = platform.listener(platform.signing())) {
      listener.register(source);
      put(source, "for those who are there");
      eventually(() -> assertThat(listener.events()).hasSize(1));
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
              assertThat(((WebSocketHandshakeException) cause).getResponse().statusCode()).isEqualTo(403);
            });
  }
}
