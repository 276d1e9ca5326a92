package ecommerce.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

class CodeCommitLoginTest {

  private static final Instant NOW = Instant.parse("2010-10-26T20:27:20.999Z");
  private static final String HOST = "git-codecommit.us-east-1.amazonaws.com";
  private static final String PATH = "/v1/repos/myrepo";

  @Test
  void signsAsTheCredentialHelperOfTheAwsCli() {
    CodeCommitLogin login =
        CodeCommitLogin.of(AwsBasicCredentials.create("foo", "bar"), "us-east-1", HOST, PATH, NOW);
    assertThat(login.user()).isEqualTo("foo");
    assertThat(login.password())
        .isEqualTo(
            "20101026T202720Z75ddc317eb35691a9fabba5a64325ba70387754f39c5d962e5c53c4d6bcdc32e");
  }

  @Test
  void bringsTheSessionsTokenWithTheUser() {
    CodeCommitLogin login =
        CodeCommitLogin.of(
            AwsSessionCredentials.create("foo", "bar", "a/token="), "us-east-1", HOST, PATH, NOW);
    assertThat(login.user()).isEqualTo("foo%a/token=");
  }
}
