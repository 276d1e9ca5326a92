package ecommerce.suite;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.suite.clients.Json;
import ecommerce.suite.clients.People;
import ecommerce.suite.clients.Person;
import ecommerce.suite.clients.Platform;
import ecommerce.suite.target.Capability;
import java.util.Base64;
import org.junit.jupiter.api.Test;

@PlatformTest(needs = {Capability.USERS, Capability.LISTENER})
class UsersIT {

  private final Platform platform;
  private final People people;

  UsersIT(Platform platform) {
    this.platform = platform;
    this.people = platform.people();
  }

  private void told(String userId, String email) {
    var event = platform.events().await("UserCreated", userId);
    assertThat(event.path("source").asText()).isEqualTo("ecommerce.users");
    assertThat(event.path("detail")).isEqualTo(Json.object("userId", userId, "email", email));
  }

  @Test
  void areToldOfWhenTheySignUpAndStayUnconfirmed() {
    String email = People.newEmail();
    String sub = people.signUp(email);
    told(sub, email);
    assertThat(people.status(email)).isEqualTo("UNCONFIRMED");
  }

  @Test
  void areToldOfWhenAnAdministratorMakesThem() {
    String email = People.newEmail();
    told(people.make(email), email);
  }

  @Test
  void haveTheirSubAsUserName() {
    Person customer = people.customer();
    var claims =
        Json.parse(new String(Base64.getUrlDecoder().decode(customer.idToken().split("\\.")[1])));
    assertThat(claims.path("sub").asText()).isEqualTo(customer.userId());
    assertThat(claims.path("cognito:username").asText()).isEqualTo(customer.userId());
    assertThat(claims.path("email").asText()).isEqualTo(customer.email());
  }
}
