package ecommerce.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.cli.site.Failure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is refused before anything is asked of an environment: there is none on port 1. */
class LoadCommandTest {

  @TempDir Path directory;

  private static LoadCommand given(String... arguments) {
    LoadCommand command = new LoadCommand();
    new CommandLine(command).parseArgs(arguments);
    return command;
  }

  @Test
  void refusesAFileThatCannotBeWrittenBeforeItLoads() {
    assertThatThrownBy(() -> given("--save", directory.toString(), "--port", "1").call())
        .isInstanceOf(Failure.class)
        .hasMessageContaining("--save " + directory + " cannot be written");
  }

  @Test
  void refusesMoreErrorsThanThereCanBe() {
    assertThatThrownBy(() -> given("--max-errors", "200", "--port", "1").call())
        .isInstanceOf(Failure.class)
        .hasMessageContaining("--max-errors 200.0: between 0 and 100");
  }

  @Test
  void isDescribedInOneWholeSentenceWhereCommandsAreListed() {
    assertThat(new CommandLine(new LoadCommand()).getCommandSpec().usageMessage().description())
        .singleElement()
        .asString()
        .endsWith(".");
  }
}
