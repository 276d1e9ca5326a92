package ecommerce.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The whole environment is killed with SIGKILL while clients write to all parts at once, and
 * started anew on its state: whatever was answered is there.
 */
class DurabilityTest {

  private static final int KILLS = 3;
  private static final String QUEUE_ARN = TestPort.ACCOUNT.arn("sqs", "queue");
  private static final String ROLE = "arn:aws:iam::123456789012:role/client";
  private static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
       "Principal": {"AWS": "arn:aws:iam::123456789012:root", "Service": "lambda.amazonaws.com"}}]}\
      """;
  private static final String POLICY =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage",
       "Resource": "%s", "Principal": {"Service": "events.amazonaws.com"}}]}\
      """
          .formatted(QUEUE_ARN);

  @TempDir Path folder;
  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private final Set<String> parameters = ConcurrentHashMap.newKeySet();
  private final Set<String> objects = ConcurrentHashMap.newKeySet();
  private final Set<String> logged = ConcurrentHashMap.newKeySet();
  private final Set<String> functions = ConcurrentHashMap.newKeySet();
  private final Set<Credentials> sessions = ConcurrentHashMap.newKeySet();
  private final Set<String> received = new HashSet<>();
  private URI url;

  @Test
  void keepsWhatEveryPartHadAnsweredThroughEveryKill() throws Exception {
    Killable environment = start();
    make();
    for (int kill = 0; kill < KILLS; kill++) {
      CountDownLatch answers = new CountDownLatch(100 + ThreadLocalRandom.current().nextInt(300));
      List<Thread> clients = write(answers);
      assertThat(answers.await(60, TimeUnit.SECONDS)).as("there are answers").isTrue();
      environment.kill();
      for (Thread client : clients) {
        client.join();
      }
      environment = start();
      check();
    }
    environment.kill();
    assertThat(List.of(sent, parameters, objects, logged, functions, sessions))
        .noneMatch(Set::isEmpty);
  }

  private Killable start() {
    Killable started =
        Killable.start(
            folder.resolve("said"), KilledEnvironment.class, folder.resolve("state").toString());
    url = URI.create(started.await(1).getFirst());
    return started;
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return client(builder, AwsBasicCredentials.create("test", "test"));
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, AwsCredentials credentials) {
    return builder
        .endpointOverride(url)
        .region(Region.of(TestPort.ACCOUNT.region()))
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(60)))
        .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  private S3Client s3() {
    return client(
        S3Client.builder()
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build()));
  }

  private String queueUrl() {
    return url + "/" + TestPort.ACCOUNT.id() + "/queue";
  }

  private void make() {
    client(IamClient.builder())
        .createRole(q -> q.roleName("client").assumeRolePolicyDocument(TRUST));
    client(SqsClient.builder())
        .createQueue(
            q -> q.queueName("queue").attributesWithStrings(java.util.Map.of("Policy", POLICY)));
    EventBridgeClient bus = client(EventBridgeClient.builder());
    bus.putRule(q -> q.name("all").eventPattern("{\"source\": [\"shop\"]}"));
    bus.putTargets(q -> q.rule("all").targets(t -> t.id("q").arn(QUEUE_ARN).inputPath("$.detail")));
    s3().createBucket(q -> q.bucket("things"));
    CloudWatchLogsClient logs = client(CloudWatchLogsClient.builder());
    logs.createLogGroup(q -> q.logGroupName("group"));
    logs.createLogStream(q -> q.logGroupName("group").logStreamName("stream"));
  }

  /** Each does one kind of thing until there is no answer. */
  private List<Thread> write(CountDownLatch answers) {
    SqsClient sqs = client(SqsClient.builder());
    EventBridgeClient bus = client(EventBridgeClient.builder());
    SsmClient ssm = client(SsmClient.builder());
    S3Client s3 = s3();
    CloudWatchLogsClient logs = client(CloudWatchLogsClient.builder());
    LambdaClient lambda = client(LambdaClient.builder());
    StsClient sts = client(StsClient.builder());
    return List.of(
        again(answers, id -> send(sqs, id)),
        again(answers, id -> publish(bus, id)),
        again(
            answers,
            id -> {
              ssm.putParameter(q -> q.name("/p/" + id).value(id).type(ParameterType.STRING));
              parameters.add(id);
            }),
        again(
            answers,
            id -> {
              s3.putObject(q -> q.bucket("things").key(id), RequestBody.fromString(large(id)));
              objects.add(id);
            }),
        again(answers, id -> log(logs, id)),
        again(answers, id -> make(lambda, id)),
        again(
            answers,
            id ->
                sessions.add(
                    sts.assumeRole(q -> q.roleArn(ROLE).roleSessionName(id)).credentials())));
  }

  private static Thread again(CountDownLatch answers, Consumer<String> act) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (true) {
                  act.accept(UUID.randomUUID().toString());
                  answers.countDown();
                }
              } catch (RuntimeException killed) {
                // There was no answer, and nothing is promised.
              }
            });
  }

  private void send(SqsClient sqs, String id) {
    sqs.sendMessage(q -> q.queueUrl(queueUrl()).messageBody("{\"id\":\"" + id + "\"}"));
    sent.add(id);
  }

  private void publish(EventBridgeClient bus, String id) {
    int failed =
        bus.putEvents(
                q ->
                    q.entries(
                        e -> e.source("shop").detailType("T").detail("{\"id\":\"" + id + "\"}")))
            .failedEntryCount();
    if (failed == 0) {
      sent.add(id);
    }
  }

  private void log(CloudWatchLogsClient logs, String id) {
    logs.putLogEvents(
        q ->
            q.logGroupName("group")
                .logStreamName("stream")
                .logEvents(e -> e.message("größer " + id).timestamp(System.currentTimeMillis())));
    logged.add("größer " + id);
  }

  private void make(LambdaClient lambda, String id) {
    lambda.createFunction(
        q ->
            q.functionName("f-" + id)
                .runtime("java25")
                .handler("some.Handler")
                .role(ROLE)
                .code(code -> code.zipFile(SdkBytes.fromByteArray(zip(id)))));
    functions.add(id);
  }

  private static byte[] zip(String id) {
    var bytes = new java.io.ByteArrayOutputStream();
    try (var zip = new java.util.zip.ZipOutputStream(bytes)) {
      for (int i = 0; i < 20; i++) {
        zip.putNextEntry(new java.util.zip.ZipEntry("some/" + i));
        zip.write(large(id).getBytes(StandardCharsets.UTF_8));
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String large(String id) {
    return id.repeat(1 + Math.floorMod(id.hashCode(), 1_000));
  }

  private void check() throws Exception {
    awaitMessages();
    SsmClient ssm = client(SsmClient.builder());
    for (String id : parameters) {
      assertThat(ssm.getParameter(q -> q.name("/p/" + id)).parameter().value()).isEqualTo(id);
    }
    S3Client s3 = s3();
    for (String id : objects) {
      assertThat(s3.getObjectAsBytes(q -> q.bucket("things").key(id)).asUtf8String())
          .isEqualTo(large(id));
    }
    CloudWatchLogsClient logs = client(CloudWatchLogsClient.builder());
    Set<String> messages = new HashSet<>();
    logs.filterLogEventsPaginator(q -> q.logGroupName("group"))
        .events()
        .forEach(event -> messages.add(event.message()));
    assertThat(messages).containsAll(logged);
    checkFunctions();
    for (Credentials session : sessions) {
      AwsSessionCredentials credentials =
          AwsSessionCredentials.create(
              session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
      assertThat(client(StsClient.builder(), credentials).getCallerIdentity().arn())
          .contains("assumed-role/client");
    }
  }

  /** Sent, and published: at least once each. */
  private void awaitMessages() {
    SqsClient sqs = client(SqsClient.builder());
    Instant deadline = Instant.now().plusSeconds(60);
    while (!received.containsAll(sent)) {
      assertThat(Instant.now()).as("%d messages of %s", received.size(), sent).isBefore(deadline);
      List<Message> messages =
          sqs.receiveMessage(q -> q.queueUrl(queueUrl()).maxNumberOfMessages(10).waitTimeSeconds(1))
              .messages();
      for (Message message : messages) {
        received.add(message.body().replaceAll(".*\"id\":\"([^\"]*)\".*", "$1"));
        sqs.deleteMessage(q -> q.queueUrl(queueUrl()).receiptHandle(message.receiptHandle()));
      }
    }
  }

  /** The code of each is whole, and nothing half unpacked is left. */
  private void checkFunctions() throws Exception {
    LambdaClient lambda = client(LambdaClient.builder());
    Path code = folder.resolve("state/lambda/code");
    for (String id : functions) {
      String hash = lambda.getFunction(q -> q.functionName("f-" + id)).configuration().codeSha256();
      String hex = java.util.HexFormat.of().formatHex(java.util.Base64.getDecoder().decode(hash));
      assertThat(code.resolve(hex).resolve("task/some/19")).hasContent(large(id));
      assertThat(code.resolve(hex).resolve("root.jar")).exists();
    }
    try (Stream<Path> all = Files.list(code)) {
      assertThat(all.map(path -> path.getFileName().toString()))
          .noneMatch(n -> n.startsWith("new"));
    }
  }
}
