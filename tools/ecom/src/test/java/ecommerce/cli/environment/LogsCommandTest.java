package ecommerce.cli.environment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.cli.site.Failure;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LogsCommandTest {

  private static LogsCommand given(String... arguments) {
    LogsCommand command = new LogsCommand();
    new CommandLine(command).parseArgs(arguments);
    return command;
  }

  @Test
  void looksBackAndNotAhead() {
    assertThatThrownBy(() -> given("--since", "-5", "--port", "1").call())
        .isInstanceOf(Failure.class)
        .hasMessage("--since -5: 0 minutes or more to look back");
  }

  @Test
  void asksAnEnvironmentWhereItIsSaidToBe() {
    assertThatThrownBy(() -> given("--environment", "Tests!", "--port", "1").call())
        .hasMessageContaining("--environment Tests! is no name");
    assertThatThrownBy(() -> given("--port", "1").call())
        .hasMessageContaining("no environment runs on port 1");
  }
}
