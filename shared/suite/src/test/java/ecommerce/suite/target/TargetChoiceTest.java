package ecommerce.suite.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

class TargetChoiceTest {

  private static TargetChoice chosen(Map<String, String> properties) {
    return TargetChoice.of(name -> properties.getOrDefault(name, ""));
  }

  @Test
  void isALocalEnvironmentWhereNothingIsSaid() {
    assertThat(chosen(Map.of())).isEqualTo(new TargetChoice.Local(Region.US_EAST_1));
  }

  @Test
  void isAnEnvironmentOnAwsWhereOnlyItsNameIsGiven() {
    assertThat(chosen(Map.of("ecom.environment", "staging", "ecom.region", "eu-west-1")))
        .isEqualTo(new TargetChoice.Aws(Region.EU_WEST_1, "staging"));
  }

  @Test
  void isWhatRunsAtAnEndpoint() {
    assertThat(chosen(Map.of("ecom.endpoint", "http://localhost:4566")))
        .isEqualTo(
            new TargetChoice.Endpoint(
                Region.US_EAST_1, URI.create("http://localhost:4566"), "dev"));
    assertThat(
            chosen(Map.of("ecom.endpoint", "http://localhost:4566", "ecom.environment", "tests")))
        .isEqualTo(
            new TargetChoice.Endpoint(
                Region.US_EAST_1, URI.create("http://localhost:4566"), "tests"));
  }

  @Test
  void isLocalStackWithTheImageThatIsNamed() {
    assertThat(chosen(Map.of("ecom.target", "localstack")))
        .isEqualTo(new TargetChoice.LocalStack(Region.US_EAST_1, LocalStackTarget.IMAGE));
    assertThat(
            chosen(
                Map.of(
                    "ecom.target", "localstack",
                    "ecom.localstack.image", "localstack/localstack-pro:latest")))
        .isEqualTo(
            new TargetChoice.LocalStack(Region.US_EAST_1, "localstack/localstack-pro:latest"));
  }

  @Test
  void refusesATargetThatItDoesNotKnow() {
    assertThatThrownBy(() -> chosen(Map.of("ecom.target", "azure")))
        .hasMessage("ecom.target is azure, not local, localstack or aws");
  }

  @Test
  void refusesATargetBesideAnEndpoint() {
    assertThatThrownBy(
            () -> chosen(Map.of("ecom.target", "aws", "ecom.endpoint", "http://localhost:4566")))
        .hasMessage("ecom.target is aws, but ecom.endpoint says where the target is");
  }

  @Test
  void refusesAnEndpointThatIsNoAddress() {
    assertThatThrownBy(() -> chosen(Map.of("ecom.endpoint", "localhost:4566")))
        .hasMessage(
            "ecom.endpoint is localhost:4566, not an address such as http://localhost:4566");
  }
}
