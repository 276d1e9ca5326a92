package ecommerce.local.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.AccessKeys;
import ecommerce.local.Account;
import ecommerce.local.Endpoints;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import ecommerce.local.Permission;
import ecommerce.local.store.MvStore;
import ecommerce.local.wire.Dispatcher;
import ecommerce.local.wire.Front;
import ecommerce.local.wire.SignatureAuthenticator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/**
 * Cognito on a port of its own, with AWS's clients, a clock that can be moved, and a function that
 * records its events.
 */
final class Environment implements AutoCloseable, Invoker {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Identity ADMINISTRATOR =
      new Identity.Administrator("arn:aws:iam::000000000000:user/test", "test");

  private final MvStore store;
  private final Front front;
  private Duration ahead = Duration.ZERO;

  final Cognito cognito;
  final CognitoIdentityProviderClient admin;
  final CognitoIdentityProviderClient anyone;
  final List<JsonNode> events = new CopyOnWriteArrayList<>();
  final List<Identity> callers = new CopyOnWriteArrayList<>();
  final List<Permission> permissions = new CopyOnWriteArrayList<>();

  /** What the function answers to an event; an error where it is empty. */
  Function<ObjectNode, Optional<JsonNode>> function = Optional::of;

  Environment(Path directory) throws Exception {
    store = new MvStore(directory);
    InstantSource clock = () -> Instant.now().plus(ahead);
    cognito =
        new Cognito(
            new Account("000000000000", "eu-west-1"),
            new Endpoints("localhost:4566"),
            store,
            clock,
            this);
    AccessKeys keys =
        id -> Optional.of(new AccessKeys.Key("test", Optional.empty(), Instant.MAX, ADMINISTRATOR));
    Dispatcher dispatcher =
        new Dispatcher(
            new SignatureAuthenticator(keys, InstantSource.system()),
            (caller, permission) -> permissions.add(permission));
    cognito.services().forEach(dispatcher::add);
    front = new Front(dispatcher, "127.0.0.1", 0);
    cognito.paths().forEach(front::add);
    front.bind();
    front.start();
    admin = client(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
    anyone = client(AnonymousCredentialsProvider.create());
  }

  String url() {
    return "http://127.0.0.1:" + front.address().getPort();
  }

  void advance(Duration by) {
    ahead = ahead.plus(by);
  }

  private CognitoIdentityProviderClient client(AwsCredentialsProvider credentials) {
    return CognitoIdentityProviderClient.builder()
        .endpointOverride(URI.create(url()))
        .region(Region.EU_WEST_1)
        .credentialsProvider(credentials)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  @Override
  public Outcome invoke(Identity caller, String name, byte[] payload) {
    try {
      ObjectNode event = (ObjectNode) JSON.readTree(payload);
      events.add(event.deepCopy());
      callers.add(caller);
      return function
          .apply(event)
          .map(
              answer ->
                  new Outcome(
                      Optional.empty(), answer.toString().getBytes(StandardCharsets.UTF_8), ""))
          .orElseGet(
              () ->
                  new Outcome(
                      Optional.of("Unhandled"),
                      "{\"errorMessage\":\"not you\"}".getBytes(StandardCharsets.UTF_8),
                      ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void enqueue(Identity caller, String name, byte[] payload) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    admin.close();
    anyone.close();
    try {
      front.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    store.close();
  }
}
