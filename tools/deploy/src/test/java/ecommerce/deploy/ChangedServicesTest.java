package ecommerce.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkout in which shop depends on stock, and stock on bus; mail stands alone. */
class ChangedServicesTest {

  @TempDir Path root;

  @BeforeEach
  void checkout() throws IOException {
    service("shop", "[stock]");
    service("stock", "[bus]");
    service("bus", "[]");
    service("mail", "[]");
  }

  private void service(String name, String dependencies) throws IOException {
    Path folder = Files.createDirectories(root.resolve(name));
    Files.writeString(
        folder.resolve("metadata.yaml"), "name: " + name + "\ndependencies: " + dependencies);
  }

  private Map<String, String> changed(String... paths) {
    return new ChangedServices(root).of(List.of(paths));
  }

  @Test
  void concernsTheServiceAndWhatDependsOnItInTheirOrder() {
    assertThat(changed("stock/src/main/java/Stock.java"))
        .containsExactly(
            entry("stock", "stock/src/main/java/Stock.java"), entry("shop", "depends on stock"));
    assertThat(changed("bus/template.yaml")).containsOnlyKeys("bus", "stock", "shop");
    assertThat(changed("mail/pom.xml", "shop/template.yaml")).containsOnlyKeys("mail", "shop");
  }

  @Test
  void concernsAllWhereEverythingIsBuiltFromIt() {
    assertThat(changed("shared/edge/src/main/java/Edge.java")).hasSize(4);
    assertThat(changed("pom.xml")).hasSize(4);
    assertThat(changed("environments.yaml")).hasSize(4);
    assertThat(changed("tools/deploy/src/main/java/Deployer.java")).hasSize(4);
    assertThat(changed("new-service/template.yaml"))
        .containsEntry("mail", "new-service/template.yaml concerns all");
  }

  @Test
  void concernsNoneWhereNothingIsDeployedFromIt() {
    assertThat(changed("docs/pipeline.md", "stock/README.md", "README.md", ".ci/run")).isEmpty();
    assertThat(changed("tools/local/src/main/java/Local.java", "pipeline/template.yaml")).isEmpty();
    assertThat(changed()).isEmpty();
  }

  @Test
  void takesNoServiceForOneWhoseNameBeginsAlike() throws IOException {
    service("stock-room", "[]");
    assertThat(changed("stock-room/template.yaml")).containsOnlyKeys("stock-room");
  }
}
