package ecommerce.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentsTest {

  @TempDir Path root;

  private Environments read(String text) throws IOException {
    Files.writeString(root.resolve("environments.yaml"), text);
    return Environments.read(root);
  }

  @Test
  void givesValuesAsTheyStandInTheFile() throws IOException {
    Environments environments =
        read(
            """
            dev:  {LogRetentionInDays: 7, Protected: "false"}
            prod: {LogRetentionInDays: 0365, Protected: true, Traffic: Canary10Percent5Minutes}
            """);
    assertThat(environments.names()).containsExactly("dev", "prod");
    assertThat(environments.parameters("prod"))
        .containsEntry("LogRetentionInDays", "0365")
        .containsEntry("Protected", "true")
        .containsEntry("Traffic", "Canary10Percent5Minutes");
  }

  @Test
  void knowsNothingOfAnEnvironmentThatIsNotListed() throws IOException {
    assertThat(read("dev: {}\n").parameters("tests")).isEmpty();
    assertThat(read("").names()).isEmpty();
  }

  @Test
  void doesWithoutTheFile() {
    assertThat(Environments.read(root).names()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dev: {A: [1]}         | environments.yaml:1: dev.A must be text, a number or true/false
          dev: {A: }            | environments.yaml:1: dev.A must be text, a number or true/false
          dev: 7                | environments.yaml:1: environment dev must be a mapping
          - dev                 | environments.yaml:1: the file must be a mapping
          Dev Two: {}           | environments.yaml:1: environment Dev Two: use lower-case letters
          dev: {A: 1, A: 2}     | environments.yaml:1: dev.A is there twice
          dev: {A: 1            | environments.yaml:1: bad YAML
          """)
  void namesFileLineAndEntryOfAFault(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(WrongMetadata.class)
        .hasMessageContaining(message);
  }

  @Test
  void namesTheLineOfAnEntryThatIsThereTwice() {
    assertThatThrownBy(() -> read("dev: {}\n# again\ndev: {}\n"))
        .hasMessageContaining("environments.yaml:3: environment dev is there twice");
  }
}
