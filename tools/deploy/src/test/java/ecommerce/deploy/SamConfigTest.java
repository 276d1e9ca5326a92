package ecommerce.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds every service's {@code samconfig.toml} to its metadata, its template and {@code
 * environments.yaml}. With {@code -Dsamconfig=write} the files are written, not compared.
 */
class SamConfigTest {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  @TempDir Path root;

  static List<Services.Service> services() {
    return Services.inOrder(ROOT);
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyServiceHasTheSamConfigThatFollowsFromItsMetadata(Services.Service service)
      throws IOException {
    Environments environments = Environments.read(ROOT);
    if ("write".equals(System.getProperty("samconfig"))) {
      Files.writeString(
          service.directory().resolve("samconfig.toml"),
          new SamConfig(service, environments).text());
    }
    check(service, environments);
  }

  @Test
  void everyValueOfAnEnvironmentIsForAParameterThatSomeTemplateHas() throws IOException {
    Environments environments = Environments.read(ROOT);
    Set<String> declared = new HashSet<>();
    for (Services.Service service : services()) {
      declared.addAll(new SamConfig(service, environments).parametersOfTemplate());
    }
    for (String environment : environments.names()) {
      assertThat(declared)
          .as("environments.yaml, " + environment)
          .containsAll(environments.parameters(environment).keySet());
    }
  }

  @Test
  void givesEachEnvironmentItsValuesAndTheTemplateNoneThatItDoesNotHave() throws IOException {
    String text = new SamConfig(shop(), environments()).text();

    assertThat(text)
        .contains(
            """
            [prod.global.parameters]
            stack_name = "ecommerce-prod-shop"
            """)
        .contains("tags = [\"environment=prod\", \"service=shop\"]")
        .contains(
            """
            parameter_overrides = [
              "Environment=prod",
              "BusName=/ecommerce/prod/platform/event-bus/name",
              "LogRetentionInDays=365",
            ]
            """)
        .doesNotContain("Protected");
    assertThat(text.indexOf("[default.deploy")).isLessThan(text.indexOf("[dev.deploy"));
    assertThat(text).contains("[default.global.parameters]\nstack_name = \"ecommerce-dev-shop\"");
  }

  @Test
  void holdsAValueWithSpacesTogether() throws IOException {
    Services.Service shop = shop();
    Files.writeString(
        root.resolve("environments.yaml"), "dev: {LogRetentionInDays: rate(1 day)}\n");

    assertThat(new SamConfig(shop, environments()).text())
        .contains("  'LogRetentionInDays=\"rate(1 day)\"',\n");
  }

  @Test
  void aServiceWithoutOneFailsWithTheTextThatItShouldHave() throws IOException {
    Services.Service shop = shop();

    assertThatThrownBy(() -> check(shop, environments()))
        .hasMessageContaining("shop/samconfig.toml is missing")
        .hasMessageContaining("[prod.deploy.parameters]");
  }

  @Test
  void aStaleOneFailsWithTheTextThatItShouldHave() throws IOException {
    Services.Service shop = shop();
    Path file = shop.directory().resolve("samconfig.toml");
    Files.writeString(file, new SamConfig(shop, environments()).text());
    assertThatCode(() -> check(shop, environments())).doesNotThrowAnyException();

    Files.writeString(root.resolve("environments.yaml"), "dev: {LogRetentionInDays: 3}\n");
    assertThatThrownBy(() -> check(shop, environments()))
        .hasMessageContaining("shop/samconfig.toml is stale")
        .hasMessageContaining("LogRetentionInDays=3");
  }

  private static void check(Services.Service service, Environments environments)
      throws IOException {
    Path file = service.directory().resolve("samconfig.toml");
    String expected = new SamConfig(service, environments).text();
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as(
            "%s is %s; it should be as follows (-Dsamconfig=write writes it):\n%s",
            file, Files.exists(file) ? "stale" : "missing", expected)
        .isEqualTo(expected);
  }

  private Environments environments() throws IOException {
    Path file = root.resolve("environments.yaml");
    if (!Files.exists(file)) {
      Files.writeString(
          file, "dev: {LogRetentionInDays: 7}\nprod: {LogRetentionInDays: 365, Protected: true}\n");
    }
    return Environments.read(root);
  }

  private Services.Service shop() throws IOException {
    Path folder = Files.createDirectories(root.resolve("shop"));
    Files.writeString(
        folder.resolve("metadata.yaml"),
        "name: shop\nparameters:\n  BusName: /ecommerce/{Environment}/platform/event-bus/name\n");
    Files.writeString(
        folder.resolve("template.yaml"),
        """
        Parameters:
          Environment: {Type: String}
          BusName: {Type: AWS::SSM::Parameter::Value<String>}
          LogRetentionInDays: {Type: Number}
        Resources:
          Group: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: !Ref LogRetentionInDays}}
        """);
    return Services.inOrder(root).getFirst();
  }
}
