package ecommerce.local.codecommit;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.AccessKeys;
import ecommerce.local.Account;
import ecommerce.local.Authorizer;
import ecommerce.local.Endpoints;
import ecommerce.local.Identity;
import ecommerce.local.SystemTimers;
import ecommerce.local.s3.S3;
import ecommerce.local.store.MvStore;
import ecommerce.local.wire.Dispatcher;
import ecommerce.local.wire.Front;
import ecommerce.local.wire.SignatureAuthenticator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.s3.S3Client;

/** CodeCommit beside S3 on a real port over a state folder, and a person with real git. */
final class Hosting implements AutoCloseable {

  static final Account ACCOUNT = new Account("123456789012", "eu-west-1");
  static final Identity ADMIN =
      new Identity.Administrator("arn:aws:iam::123456789012:user/test", "test");
  static final Identity SESSION =
      new Identity.RoleSession(
          "arn:aws:iam::123456789012:role/dev",
          "arn:aws:sts::123456789012:assumed-role/dev/ann",
          "ASIADEV");

  /** What ran, and what it said. */
  record Ran(int code, String output) {}

  private final SystemTimers timers = new SystemTimers();
  private final MvStore store;
  private final Front front;
  private final CodeCommit part;
  private final Path home;
  final List<JsonNode> events = new CopyOnWriteArrayList<>();
  final List<String> asked = new CopyOnWriteArrayList<>();
  volatile Authorizer authorizer = (caller, permission) -> {};
  final CodeCommitClient client;
  final S3Client s3;
  final Dispatcher dispatcher;

  Hosting(Path directory) throws Exception {
    store = new MvStore(directory.resolve("state"));
    home = Files.createDirectories(directory.resolve("home"));
    AccessKeys keys =
        id ->
            switch (id) {
              case "test" ->
                  Optional.of(new AccessKeys.Key("test", Optional.empty(), Instant.MAX, ADMIN));
              case "ASIADEV" ->
                  Optional.of(
                      new AccessKeys.Key("s", Optional.of("to+ken/=%"), Instant.MAX, SESSION));
              default -> Optional.empty();
            };
    Authorizer noting =
        (caller, permission) -> {
          asked.add(permission.action());
          authorizer.require(caller, permission);
        };
    dispatcher = new Dispatcher(new SignatureAuthenticator(keys, timers), noting);
    front = new Front(dispatcher, "127.0.0.1", 0);
    front.bind();
    Endpoints endpoints = new Endpoints("localhost:" + front.address().getPort());
    S3 objects = new S3(ACCOUNT, store, timers, noting);
    part =
        new CodeCommit(
            ACCOUNT,
            endpoints,
            store,
            timers,
            noting,
            keys,
            (source, type, resources, detail) -> events.add(detail));
    objects.services().forEach(dispatcher::add);
    part.services().forEach(dispatcher::add);
    part.paths().forEach(front::add);
    part.start();
    front.start();
    client = client(CodeCommitClient.builder());
    s3 = client(S3Client.builder().forcePathStyle(true));
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(URI.create("http://localhost:" + front.address().getPort()))
        .region(Region.of(ACCOUNT.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  String url(String repository) {
    return "http://localhost:" + front.address().getPort() + "/v1/repos/" + repository;
  }

  Ran git(Path directory, String... arguments) throws Exception {
    return git("test", "test", directory, arguments);
  }

  /** Runs git with a password made for each repository as AWS's credential helper makes it. */
  Ran git(String user, String secret, Path directory, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "git",
                "-c",
                "credential.useHttpPath=true",
                "-c",
                "credential.helper=!f() { echo \"username=$GIT_AS\"; echo \"password=$GIT_WITH\";"
                    + " }; f"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME", home.toString(),
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_TERMINAL_PROMPT", "0",
                "GIT_AUTHOR_NAME", "Ann",
                "GIT_AUTHOR_EMAIL", "ann@example.com",
                "GIT_COMMITTER_NAME", "Ann",
                "GIT_COMMITTER_EMAIL", "ann@example.com",
                "GIT_AS", user,
                "GIT_WITH", password(secret, "/v1/repos/shop", Instant.now())));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return new Ran(process.exitValue(), output);
  }

  static String password(String secret, String path, Instant at) throws Exception {
    String time =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC).format(at);
    String scope = time.substring(0, 8) + "/eu-west-1/codecommit/aws4_request";
    String request = "GIT\n" + path + "\n\nhost:localhost\n\nhost\n";
    String hash =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(request.getBytes(StandardCharsets.UTF_8)));
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/")) {
      key = hmac(key, part);
    }
    String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hash;
    return time + "Z" + HexFormat.of().formatHex(hmac(key, toSign));
  }

  private static byte[] hmac(byte[] key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws Exception {
    client.close();
    s3.close();
    front.close();
    part.close();
    timers.close();
    store.close();
  }
}
