package ecommerce.deploy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

class AwsConnectionTest {

  @ParameterizedTest
  @ValueSource(strings = {"here", "//here", "ftp://here", "http://a b", "http:"})
  void refusesWhatIsNoEndpoint(String endpoint) {
    assertThatThrownBy(
            () -> AwsConnection.configured(Optional.of(endpoint), Optional.of("eu-west-1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(endpoint + " is no endpoint: use http://HOST:PORT or https://HOST");
  }

  @Test
  void namesTheEndpointAtWhichNothingAnswers() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    String endpoint = "http://127.0.0.1:" + free;
    try (AwsConnection aws = AwsConnection.local(endpoint, "eu-west-1")) {
      assertThatThrownBy(() -> aws.cloudFormation().describeStacks())
          .isInstanceOf(SdkClientException.class)
          .hasMessageContaining("nothing answers at " + endpoint);
    }
  }
}
