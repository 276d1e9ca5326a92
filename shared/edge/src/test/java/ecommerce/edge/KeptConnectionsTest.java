package ecommerce.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.crac.Core;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

class KeptConnectionsTest {

  private final List<Integer> clientPorts = Collections.synchronizedList(new ArrayList<>());
  private volatile int status = 200;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          clientPorts.add(exchange.getRemoteAddress().getPort());
          exchange.sendResponseHeaders(status, 2);
          exchange.getResponseBody().write("ok".getBytes());
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void areUsedAgainUntilASnapshotIsTaken() throws IOException {
    LeanHttpClient client = new LeanHttpClient();
    send(client);
    send(client);
    client.kept().beforeCheckpoint(Core.getGlobalContext());
    client.kept().afterRestore(Core.getGlobalContext());
    send(client);

    assertThat(clientPorts.get(1)).isEqualTo(clientPorts.get(0));
    assertThat(clientPorts.get(2)).isNotEqualTo(clientPorts.get(0));
  }

  @Test
  void areClosedAlsoAfterARefusal() throws IOException {
    LeanHttpClient client = new LeanHttpClient();
    status = 403;
    send(client);
    client.kept().beforeCheckpoint(Core.getGlobalContext());
    send(client);

    assertThat(clientPorts.get(1)).isNotEqualTo(clientPorts.get(0));
  }

  @Test
  void thatPrimingHasOpenedAreClosedToo() throws IOException {
    LeanHttpClient client = new LeanHttpClient();
    send(client.waiting(Duration.ofSeconds(1)));
    client.kept().beforeCheckpoint(Core.getGlobalContext());
    send(client);

    assertThat(clientPorts.get(1)).isNotEqualTo(clientPorts.get(0));
  }

  private void send(LeanHttpClient client) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    client
        .prepareRequest(
            HttpExecuteRequest.builder()
                .request(SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(uri).build())
                .build())
        .call();
  }
}
