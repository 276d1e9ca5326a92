package ecommerce.local.s3;

import ecommerce.local.AccessKeys;
import ecommerce.local.Account;
import ecommerce.local.Authorizer;
import ecommerce.local.Identity;
import ecommerce.local.SystemTimers;
import ecommerce.local.store.MvStore;
import ecommerce.local.wire.Dispatcher;
import ecommerce.local.wire.Front;
import ecommerce.local.wire.SignatureAuthenticator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** S3 on a real port over a state folder, signatures verified; stops and starts again. */
final class Storage implements AutoCloseable {

  static final Account ACCOUNT = new Account("123456789012", "us-east-1");
  static final Identity ADMIN =
      new Identity.Administrator("arn:aws:iam::123456789012:user/test", "test");

  private final SystemTimers timers = new SystemTimers();
  private final MvStore store;
  private final Front front;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  final S3 part;
  final S3Client client;

  Storage(Path directory) throws Exception {
    this(directory, (caller, permission) -> {});
  }

  Storage(Path directory, Authorizer authorizer) throws Exception {
    this.store = new MvStore(directory);
    AccessKeys keys =
        id ->
            id.equals("test")
                ? Optional.of(new AccessKeys.Key("test", Optional.empty(), Instant.MAX, ADMIN))
                : Optional.empty();
    Authorizer noting =
        (caller, permission) -> {
          asked.add(permission.action() + " " + permission.resource());
          authorizer.require(caller, permission);
        };
    Dispatcher dispatcher = new Dispatcher(new SignatureAuthenticator(keys, timers), noting);
    this.part = new S3(ACCOUNT, store, timers, noting);
    part.services().forEach(dispatcher::add);
    part.start();
    this.front = new Front(dispatcher, "127.0.0.1", 0);
    front.bind();
    front.start();
    this.client = client(S3Client.builder().forcePathStyle(true));
  }

  int port() {
    return front.address().getPort();
  }

  URI url() {
    return URI.create("http://localhost:" + port());
  }

  S3Client client(S3ClientBuilder builder) {
    return builder
        .endpointOverride(url())
        .region(Region.of(ACCOUNT.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  /** What was asked of the authorizer since the last look. */
  List<String> asked() {
    List<String> all = List.copyOf(asked);
    asked.clear();
    return all;
  }

  @Override
  public void close() throws Exception {
    client.close();
    front.close();
    part.close();
    timers.close();
    store.close();
  }
}
