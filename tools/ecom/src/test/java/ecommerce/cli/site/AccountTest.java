package ecommerce.cli.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.deploy.AwsConnection;
import java.net.URI;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class AccountTest {

  @Command
  static final class Asking {
    @Mixin Account account;
  }

  private static Account given(String... options) {
    Asking asking = new Asking();
    new CommandLine(asking).parseArgs(options);
    return asking.account;
  }

  @Test
  void isOnThePortThatIsNamedAlsoWhereAnEnvironmentIs() {
    Account account = given("--environment", "staging", "--port", "4570");
    assertThat(account.isLocal()).isTrue();
    assertThat(account.environment()).isEqualTo("staging");
    try (AwsConnection aws = account.connect()) {
      assertThat(aws.endpoint()).contains(URI.create("http://localhost:4570"));
    }
  }

  @Test
  void isElsewhereWhereAnEnvironmentAloneIsNamed() {
    assertThat(given("--environment", "staging").isLocal()).isFalse();
    assertThat(given().isLocal()).isTrue();
  }

  @Test
  void asksWhichEnvironmentWhereOnlyThePlaceIsSaid() {
    assertThatThrownBy(() -> given("--aws").environment()).hasMessageContaining("--environment");
    assertThatThrownBy(() -> given("--aws", "--environment", "Prod!").environment())
        .hasMessageContaining("Prod! is no name");
  }

  @Test
  void namesThePlaceAgain() {
    Site site = given("--port", "4570", "--region", "eu-west-1").site;
    assertThat(site.options()).isEqualTo(" --port 4570 --region eu-west-1");
    assertThat(given("--aws").site.options()).isEqualTo(" --aws");
  }
}
