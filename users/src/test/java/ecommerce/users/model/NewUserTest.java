package ecommerce.users.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NewUserTest {

  @Test
  void needsAnIdAndAnAddress() {
    assertThatThrownBy(() -> new NewUser("", "ada@example.com"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new NewUser("ada", " ")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsItsAddressOutOfLogs() {
    assertThat(new NewUser("ada", "ada@example.com").toString()).isEqualTo("NewUser[ada]");
  }
}
