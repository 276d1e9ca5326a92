package ecommerce.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.deploy.Desired;
import ecommerce.local.wire.Dispatcher;
import ecommerce.local.wire.Front;
import ecommerce.local.wire.SignatureAuthenticator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * Parts on a real port, for the SDK's own clients. Every permission that is asked for is noted, and
 * given.
 */
public final class TestPort implements AutoCloseable {

  public static final Account ACCOUNT = new Account("123456789012", "eu-west-1");
  public static final Identity ADMINISTRATOR =
      new Identity.Administrator("arn:aws:iam::123456789012:user/test", "test");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<Permission> asked = new CopyOnWriteArrayList<>();
  private final Dispatcher dispatcher;
  private final Front front;

  public TestPort(Part... parts) throws Exception {
    AccessKeys keys =
        id -> Optional.of(new AccessKeys.Key("test", Optional.empty(), Instant.MAX, ADMINISTRATOR));
    this.dispatcher =
        new Dispatcher(
            new SignatureAuthenticator(keys, InstantSource.system()),
            (caller, permission) -> asked.add(permission));
    for (Part part : parts) {
      part.services().forEach(dispatcher::add);
      part.start();
    }
    this.front = new Front(dispatcher, "127.0.0.1", 0);
    for (Part part : parts) {
      part.paths().forEach(front::add);
    }
    front.bind();
    front.start();
  }

  /** The permissions that were asked for since the last look. */
  public List<Permission> asked() {
    List<Permission> all = List.copyOf(asked);
    asked.clear();
    return all;
  }

  public String url() {
    return "http://127.0.0.1:" + front.address().getPort();
  }

  public JsonNode call(String service, String operation, String request) {
    return dispatcher.call(ADMINISTRATOR, service, operation, json(request));
  }

  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(URI.create(url()))
        .region(Region.of(ACCOUNT.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  /** JSON with single quotes. */
  public static ObjectNode json(String text) {
    try {
      return (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  public static Desired desired(String logicalId, String properties) {
    return new Desired(
        logicalId,
        json(properties),
        "shop",
        ACCOUNT.arn("cloudformation", "stack/shop/1"),
        Path.of("."),
        Map.of("stack", "shop"));
  }

  @Override
  public void close() throws Exception {
    front.close();
  }
}
