package ecommerce.users.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.Event;
import ecommerce.edge.Events;
import ecommerce.edge.InvalidInput;
import ecommerce.edge.Json;
import ecommerce.edge.Outage;
import ecommerce.edge.Settings;
import ecommerce.testing.LambdaContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignUpTest {

  private final List<Event> published = new ArrayList<>();
  private final ObjectNode trigger =
      (ObjectNode) Json.read(SignUpTest.class.getResourceAsStream("/pre-sign-up.json"));

  @ParameterizedTest
  @ValueSource(
      strings = {"PreSignUp_SignUp", "PreSignUp_AdminCreateUser", "PreSignUp_ExternalProvider"})
  void emitsUserCreatedHoweverAUserComes(String source) {
    trigger.put("triggerSource", source);

    signUp(this::takes);

    assertThat(published)
        .containsExactly(
            new Event(
                "ecommerce.users",
                "UserCreated",
                "0f6b1c9e-1c77-4f8e-a6d1-3c1f5f3f2f61",
                Json.object()
                    .put("userId", "0f6b1c9e-1c77-4f8e-a6d1-3c1f5f3f2f61")
                    .put("email", "ada@example.com")));
  }

  @Test
  void givesTheEventBackUnchangedAndConfirmsNobody() {
    JsonNode answer = signUp(this::takes);

    assertThat(answer).isEqualTo(trigger);
    assertThat(answer.path("response").path("autoConfirmUser").booleanValue()).isFalse();
  }

  @Test
  void failsTheSignUpWhenTheBusDoesNotTakeTheEvent() {
    assertThatThrownBy(() -> signUp(events -> events)).isInstanceOf(Outage.class);
  }

  @Test
  void emitsNothingForAnotherTrigger() {
    trigger.put("triggerSource", "PostConfirmation_ConfirmSignUp");

    assertThat(signUp(this::takes)).isEqualTo(trigger);
    assertThat(published).isEmpty();
  }

  @Test
  void refusesAUserWithoutAnAddress() {
    ((ObjectNode) trigger.get("request").get("userAttributes")).remove("email");

    assertThatThrownBy(() -> signUp(this::takes))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("request.userAttributes.email is missing");
    assertThat(published).isEmpty();
  }

  private List<Event> takes(List<Event> events) {
    published.addAll(events);
    return List.of();
  }

  private JsonNode signUp(Events bus) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new SignUp(new Settings(Map.of()), bus)
        .handleRequest(
            new ByteArrayInputStream(trigger.toString().getBytes(StandardCharsets.UTF_8)),
            out,
            LambdaContext.named("SignUp"));
    return Json.parse(out.toString(StandardCharsets.UTF_8));
  }
}
