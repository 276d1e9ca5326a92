package ecommerce.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;

class CredentialsTest {

  private static final String ADDRESS = "aws.containerCredentialsFullUri";
  private static final String TOKEN = "aws.containerAuthorizationToken";

  private final List<String> authorizations = new ArrayList<>();
  private Instant expiration = Instant.now().plus(Duration.ofHours(6));
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/credentials",
        exchange -> {
          authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] answer =
              Json.object()
                  .put("AccessKeyId", "ASIA" + authorizations.size())
                  .put("SecretAccessKey", "secret")
                  .put("Token", "session")
                  .put("Expiration", expiration.toString())
                  .toString()
                  .getBytes();
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    // The SDK reads these where the environment, which a test cannot change, has nothing.
    System.setProperty(ADDRESS, address());
    System.setProperty(TOKEN, "token-of-the-runtime");
  }

  @AfterEach
  void stop() {
    server.stop(0);
    System.clearProperty(ADDRESS);
    System.clearProperty(TOKEN);
  }

  @Test
  void areAskedForOnceWhereTheyLast() {
    AwsCredentialsProvider credentials = restored();

    assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("ASIA1");
    assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("ASIA1");
    assertThat(authorizations).containsExactly("token-of-the-runtime");
  }

  @Test
  void areAskedForAgainBeforeTheyExpire() {
    AwsCredentialsProvider credentials = restored();
    expiration = Instant.now().plus(Duration.ofSeconds(30));

    assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("ASIA1");
    expiration = Instant.now().plus(Duration.ofHours(6));
    assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("ASIA2");
  }

  @Test
  void comeFromTheEnvironmentWhereThereIsNoAddress() {
    assertThat(AwsClients.credentials(new Settings(Map.of())))
        .isInstanceOf(EnvironmentVariableCredentialsProvider.class);
  }

  private AwsCredentialsProvider restored() {
    return AwsClients.credentials(
        new Settings(Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", address())));
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/credentials";
  }
}
