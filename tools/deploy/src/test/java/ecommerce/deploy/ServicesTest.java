package ecommerce.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicesTest {

  @TempDir Path root;

  private void service(String name, String metadata) throws IOException {
    Path folder = Files.createDirectories(root.resolve(name));
    Files.writeString(folder.resolve("metadata.yaml"), metadata);
  }

  @Test
  void ordersServicesAfterWhatTheyDependOn() throws IOException {
    service("a", "name: a\ndependencies: [c]\n");
    service("b", "name: b\ndependencies: [a, c]\n");
    service("c", "name: c\n");
    Files.createDirectories(root.resolve("no-service"));
    assertThat(Services.inOrder(root))
        .extracting(Services.Service::name)
        .containsExactly("c", "a", "b");
  }

  @Test
  void namesACycle() throws IOException {
    service("a", "name: a\ndependencies: [b]\n");
    service("b", "name: b\ndependencies: [a]\n");
    assertThatThrownBy(() -> Services.inOrder(root))
        .hasMessage("dependencies form a cycle: a → b → a");
  }

  @Test
  void namesADependencyThatIsNoService() throws IOException {
    service("a", "name: a\ndependencies: [nobody]\n");
    assertThatThrownBy(() -> Services.inOrder(root))
        .hasMessageContaining("a/metadata.yaml: dependency nobody is no service");
  }

  @Test
  void namesAFileThatCannotBeRead() throws IOException {
    service("a", "name: [\n");
    assertThatThrownBy(() -> Services.inOrder(root))
        .isInstanceOf(WrongMetadata.class)
        .hasMessageContaining("a/metadata.yaml");
    service("a", "nam: a\n");
    assertThatThrownBy(() -> Services.inOrder(root))
        .isInstanceOf(WrongMetadata.class)
        .hasMessageContaining("nam");
  }

  @Test
  void namesWhatIsEmptyInAFile() throws IOException {
    service("a", "~\n");
    assertThatThrownBy(() -> Services.inOrder(root))
        .hasMessageEndingWith("a/metadata.yaml: name is missing");
    service("a", "name: a\ndependencies: [~]\n");
    assertThatThrownBy(() -> Services.inOrder(root))
        .hasMessageEndingWith("a/metadata.yaml: a dependency has no name");
    service("a", "name: a\nparameters: {BusName: }\n");
    assertThatThrownBy(() -> Services.inOrder(root))
        .hasMessageEndingWith("a/metadata.yaml: parameter BusName has no Systems Manager name");
  }

  @Test
  void refusesTwoServicesOfOneName() throws IOException {
    service("a", "name: a\n");
    service("b", "name: a\n");
    assertThatThrownBy(() -> Services.inOrder(root))
        .isInstanceOf(WrongMetadata.class)
        .hasMessageContaining("b/metadata.yaml: name a is that of ")
        .hasMessageContaining("a/metadata.yaml, too");
  }

  @Test
  void fillsInTheEnvironment() throws IOException {
    service(
        "a", "name: a\nparameters:\n  BusName: /ecommerce/{Environment}/platform/event-bus/name\n");
    Services.Service service = Services.inOrder(root).getFirst();
    assertThat(service.stackName("dev")).isEqualTo("ecommerce-dev-a");
    assertThat(service.parameters("dev"))
        .containsEntry("Environment", "dev")
        .containsEntry("BusName", "/ecommerce/dev/platform/event-bus/name");
  }

  /**
   * The checkout's own services: every parameter that they want is one that an earlier service
   * gives.
   */
  @Test
  void findsTheServicesOfThisCheckout() {
    List<String> names =
        Services.inOrder(Path.of("../..").toAbsolutePath().normalize()).stream()
            .map(Services.Service::name)
            .toList();
    assertThat(names)
        .containsExactlyInAnyOrder(
            "platform",
            "users",
            "products",
            "delivery-pricing",
            "payment-3p",
            "payment",
            "orders",
            "warehouse",
            "delivery",
            "frontend-api");
  }
}
