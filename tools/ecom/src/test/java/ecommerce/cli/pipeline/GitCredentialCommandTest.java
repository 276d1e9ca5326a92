package ecommerce.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GitCredentialCommandTest {

  @Test
  void signsForTheRegionOfTheRepository() {
    assertThat(region("git-codecommit.eu-west-1.amazonaws.com")).isEqualTo("eu-west-1");
    assertThat(region("git-codecommit-fips.us-east-2.amazonaws.com")).isEqualTo("us-east-2");
    assertThat(region("git-codecommit.cn-north-1.amazonaws.com.cn")).isEqualTo("cn-north-1");
  }

  @Test
  void signsForTheRegionOfThePlaceWhereTheAddressHasNone() {
    assertThat(region("localhost")).isEqualTo("us-west-2");
  }

  private static String region(String host) {
    return GitCredentialCommand.region(host, "us-west-2");
  }
}
