package ecommerce.suite.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

class DeployedTargetTest {

  @Test
  void onAwsLacksWhatOnlyALocalEnvironmentTells() {
    Target aws = DeployedTarget.onAws(Region.EU_WEST_1, "tests");
    assertThat(aws.lacks()).containsOnlyKeys(Capability.COMPLETE_HISTORY);
  }

  @Test
  void behindAnEndpointIsAskedWhatItHas() {
    URI endpoint = URI.create("http://localhost:4566");
    assertThat(DeployedTarget.at(endpoint, Region.US_EAST_1, "tests").lacks()).isEmpty();
  }
}
