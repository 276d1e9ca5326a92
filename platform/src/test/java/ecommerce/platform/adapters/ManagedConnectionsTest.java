package ecommerce.platform.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import ecommerce.edge.LeanHttpClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClientBuilder;

class ManagedConnectionsTest {

  private final List<String> requests = new ArrayList<>();
  private HttpServer server;
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI().getRawPath()
                  + " "
                  + body);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void postsTheMessageToTheConnectionUnderTheStage() {
    assertThat(connections().send("abc=", "{\"a\":\"ä\"}")).isTrue();

    assertThat(requests).containsExactly("POST /dev/@connections/abc%3D {\"a\":\"ä\"}");
  }

  @Test
  void connectionThatIsGoneIsNoError() {
    status = 410;

    assertThat(connections().send("c1", "{}")).isFalse();
  }

  @Test
  void anyOtherRefusalIsThrown() {
    status = 403;

    assertThatThrownBy(() -> connections().send("c1", "{}")).isInstanceOf(SdkException.class);
  }

  private ManagedConnections connections() {
    ApiGatewayManagementApiClientBuilder builder =
        ApiGatewayManagementApiClient.builder()
            .endpointOverride(
                URI.create("http://localhost:" + server.getAddress().getPort() + "/dev"))
            .region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(new LeanHttpClient());
    return new ManagedConnections(builder.build());
  }
}
