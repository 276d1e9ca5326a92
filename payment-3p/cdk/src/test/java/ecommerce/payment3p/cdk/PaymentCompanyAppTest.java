package ecommerce.payment3p.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;

/** What the CDK CLI gets to deploy. */
@NeedsNode
class PaymentCompanyAppTest {

  private static final Map<String, String> VARIABLES =
      Map.of("CDK_DEFAULT_ACCOUNT", "123456789012", "CDK_DEFAULT_REGION", "eu-central-1");

  @TempDir private Path folder;

  @BeforeEach
  void build() throws IOException {
    Files.createDirectories(folder.resolve("target"));
    Files.createDirectories(folder.resolve("resources"));
    Files.writeString(folder.resolve("target/function.zip"), "code");
    Files.writeString(folder.resolve("resources/openapi.yaml"), "openapi: 3.0.1");
  }

  @Test
  void stackIsNamedAndTaggedForItsEnvironment() {
    CloudFormationStackArtifact stack = stack(Map.of("environment", "staging"));

    assertThat(stack.getStackName()).isEqualTo("ecommerce-staging-payment-3p");
    assertThat(stack.getTags())
        .isEqualTo(Map.of("environment", "staging", "service", "payment-3p"));
    assertThat(text(stack)).contains("Default=staging").doesNotContain("BootstrapVersion");
  }

  @Test
  void filesGoToTheBootstrapBucketOrToTheOneThatIsGiven() {
    assertThat(text(stack(Map.of())))
        .contains("CodeUri=s3://cdk-hnb659fds-assets-123456789012-eu-central-1/")
        .contains("Location=s3://cdk-hnb659fds-assets-123456789012-eu-central-1/");
    assertThat(text(stack(Map.of("bucket", "uploads"))))
        .contains("CodeUri=s3://uploads/")
        .contains("Location=s3://uploads/");
  }

  @Test
  void isTheCheckedInStackButForItsFiles() {
    String deployed =
        text(stack(Map.of()))
            .replaceAll("s3://[^,}]*[.]zip", "target/function.zip")
            .replaceAll("s3://[^,}]*[.]yaml", "resources/openapi.yaml");

    assertThat(deployed).isEqualTo(Synthesized.template().toJSON().toString());
  }

  @Test
  void otherCodeIsAnotherObject() throws IOException {
    String before = text(stack(Map.of()));
    Files.writeString(folder.resolve("target/function.zip"), "other code");

    assertThat(text(stack(Map.of()))).isNotEqualTo(before);
  }

  @Test
  void refusesFilesThatAreNotThere() throws IOException {
    Files.delete(folder.resolve("target/function.zip"));

    assertThatThrownBy(() -> stack(Map.of())).hasMessageContaining("function.zip");
  }

  private CloudFormationStackArtifact stack(Map<String, String> context) {
    App app = new App(AppProps.builder().context(context).treeMetadata(false).build());
    PaymentCompanyApp.stack(app, folder, VARIABLES);
    return app.synth().getStackByName(stackName(context));
  }

  private static String stackName(Map<String, String> context) {
    return "ecommerce-" + context.getOrDefault("environment", "dev") + "-payment-3p";
  }

  private static String text(CloudFormationStackArtifact stack) {
    return stack.getTemplate().toString();
  }
}
