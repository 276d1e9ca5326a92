package ecommerce.local.codebuild;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.Account;
import ecommerce.local.Endpoints;
import ecommerce.local.SystemTimers;
import ecommerce.local.Timers;
import ecommerce.local.codecommit.CodeCommit;
import ecommerce.local.iam.Iam;
import ecommerce.local.logs.Logs;
import ecommerce.local.s3.S3;
import ecommerce.local.ssm.ParameterStore;
import ecommerce.local.store.MvStore;
import ecommerce.local.wire.Dispatcher;
import ecommerce.local.wire.Front;
import ecommerce.local.wire.SignatureAuthenticator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.EnvironmentType;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** CodeBuild on a real port beside what builds use, with real roles and real processes. */
final class Factory implements AutoCloseable {

  static final Account ACCOUNT = new Account("123456789012", "eu-west-1");
  static final String ROLE = "arn:aws:iam::123456789012:role/builder";

  /** Time as it is; a test can make everything that waits come due. */
  private static final class Hasty implements Timers {

    private final SystemTimers system = new SystemTimers();
    private final List<Runnable> waiting = new CopyOnWriteArrayList<>();

    @Override
    public Instant instant() {
      return system.instant();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
      waiting.add(task);
      return () -> waiting.remove(task);
    }

    @Override
    public Timer every(Duration delay, Runnable task) {
      return system.every(delay, task);
    }

    @Override
    public void pause(Duration delay) throws InterruptedException {
      system.pause(delay);
    }
  }

  private final Hasty timers = new Hasty();
  private final MvStore store;
  private final Front front;
  private final CodeBuild part;
  private final Logs logs;
  final List<String> told = new CopyOnWriteArrayList<>();
  final List<String> measured = new CopyOnWriteArrayList<>();
  final List<JsonNode> events = new CopyOnWriteArrayList<>();
  final CodeBuildClient client;
  final CodeCommitClient repositories;
  final S3Client s3;
  final SsmClient parameters;
  final CloudWatchLogsClient log;

  Factory(Path directory) throws Exception {
    store = new MvStore(directory.resolve("state"));
    Iam iam = new Iam(ACCOUNT, store, timers);
    Dispatcher dispatcher =
        new Dispatcher(new SignatureAuthenticator(iam, timers, ACCOUNT.region()), iam);
    front = new Front(dispatcher, "127.0.0.1", 0);
    front.bind();
    Endpoints endpoints = new Endpoints("localhost:" + front.address().getPort());
    logs =
        new Logs(ACCOUNT, store, timers, (space, name, dimensions, value, unit) -> {}, null, null);
    CodeCommit codeCommit =
        new CodeCommit(
            ACCOUNT, endpoints, store, timers, iam, iam, (source, type, arns, detail) -> {});
    part =
        new CodeBuild(
            ACCOUNT,
            endpoints,
            store,
            timers,
            iam,
            iam,
            iam,
            dispatcher,
            logs,
            (source, type, arns, detail) -> {
              told.add(type + " " + detail.path("build-status").asText());
              events.add(detail);
            },
            (space, name, dimensions, value, unit) -> measured.add(name + " " + dimensions));
    S3 objects = new S3(ACCOUNT, store, timers, iam);
    for (var each :
        List.of(iam, logs, objects, new ParameterStore(ACCOUNT, store, timers), codeCommit, part)) {
      each.services().forEach(dispatcher::add);
      each.paths().forEach(front::add);
    }
    front.start();
    logs.start();
    part.start();
    client = client(CodeBuildClient.builder());
    repositories = client(CodeCommitClient.builder());
    s3 = client(S3Client.builder().forcePathStyle(true));
    parameters = client(SsmClient.builder());
    log = client(CloudWatchLogsClient.builder());
    try (IamClient people = client(IamClient.builder())) {
      if (people.listRoles().roles().isEmpty()) {
        role(people);
      }
    }
  }

  private static void role(IamClient people) {
    people.createRole(
        r ->
            r.roleName("builder")
                .assumeRolePolicyDocument(
                    """
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                     "Principal": {"Service": "codebuild.amazonaws.com", "AWS": "*"}, "Action": "sts:AssumeRole"}]}\
                    """));
    people.putRolePolicy(
        r ->
            r.roleName("builder")
                .policyName("builds")
                .policyDocument(
                    """
                    {"Version": "2012-10-17", "Statement": [
                     {"Effect": "Allow", "Resource": "*", "Action": ["logs:*", "codecommit:GitPull", "ssm:GetParameters", "codebuild:*"]},
                     {"Effect": "Allow", "Resource": "arn:aws:s3:::open/*", "Action": "s3:*"}]}\
                    """));
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return client(builder, AwsBasicCredentials.create("test", "test"));
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, AwsCredentials credentials) {
    return builder
        .endpointOverride(URI.create("http://localhost:" + front.address().getPort()))
        .region(Region.of(ACCOUNT.region()))
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  /** Whatever waits for its time comes due. */
  void timeIsUp() {
    timers.waiting.forEach(Runnable::run);
  }

  /** A project without source and artifacts, under a buildspec of its own. */
  void project(String buildspec) {
    project(buildspec, r -> {});
  }

  void project(String buildspec, Consumer<CreateProjectRequest.Builder> more) {
    client.createProject(
        r -> {
          r.name("shop")
              .serviceRole(ROLE)
              .source(s -> s.type(SourceType.NO_SOURCE).buildspec(buildspec))
              .artifacts(a -> a.type(ArtifactsType.NO_ARTIFACTS))
              .environment(
                  e ->
                      e.type(EnvironmentType.ARM_CONTAINER)
                          .image("aws/codebuild/amazonlinux2-aarch64-standard:3.0")
                          .computeType("BUILD_GENERAL1_SMALL"));
          more.accept(r);
        });
  }

  /** Builds to the end. */
  Build build() {
    return build(r -> {});
  }

  Build build(Consumer<StartBuildRequest.Builder> more) {
    return ended(start(more));
  }

  String start(Consumer<StartBuildRequest.Builder> more) {
    return client.startBuild(r -> more.accept(r.projectName("shop"))).build().id();
  }

  Build find(String id) {
    return client.batchGetBuilds(r -> r.ids(id)).builds().getFirst();
  }

  Build ended(String id) {
    eventually(() -> find(id).buildComplete());
    return find(id);
  }

  static void eventually(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not happen within 40 seconds");
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** What the log of a build says. */
  String log(Build build) {
    return String.join("", messages(build));
  }

  List<String> messages(Build build) {
    return log
        .getLogEvents(
            r ->
                r.logGroupName(build.logs().groupName())
                    .logStreamName(build.logs().streamName())
                    .startFromHead(true))
        .events()
        .stream()
        .map(event -> event.message())
        .toList();
  }

  /** CodeBuild for somebody who has no more than a role's policies. */
  CodeBuildClient as(String role) {
    try (StsClient sts = client(StsClient.builder())) {
      Credentials session =
          sts.assumeRole(
                  r ->
                      r.roleArn("arn:aws:iam::123456789012:role/" + role)
                          .roleSessionName("somebody"))
              .credentials();
      return client(
          CodeBuildClient.builder(),
          AwsSessionCredentials.create(
              session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
    }
  }

  static String why(Build build) {
    return phase(build, "BUILD").or(() -> Optional.of(build.phases().getLast())).stream()
        .flatMap(phase -> phase.contexts().stream())
        .map(context -> context.statusCode() + ": " + context.message())
        .findFirst()
        .orElse("");
  }

  static Optional<BuildPhase> phase(Build build, String type) {
    return build.phases().stream()
        .filter(phase -> phase.phaseTypeAsString().equals(type))
        .findFirst();
  }

  @Override
  public void close() throws Exception {
    client.close();
    repositories.close();
    s3.close();
    parameters.close();
    log.close();
    part.close();
    front.close();
    logs.close();
    timers.system.close();
    store.close();
  }
}
