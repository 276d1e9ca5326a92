package ecommerce.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.codebuild.model.StatusType;
import software.amazon.awssdk.services.iam.IamClient;

/** The whole environment, killed in the middle of a build. */
class KilledBuildTest {

  @TempDir Path directory;

  @Test
  void takesItsBuildsAlongAndSaysSoAtItsNextStart() throws Exception {
    Path pids = directory.resolve("pids");
    Killable environment =
        Killable.start(
            directory.resolve("url"),
            KilledEnvironment.class,
            directory.resolve("state").toString());
    String id;
    try {
      id = begin(environment.await(1).getFirst(), pids);
      eventually(() -> lines(pids) == 2);
    } finally {
      environment.kill();
    }
    for (String pid : Files.readAllLines(pids)) {
      eventually(
          () -> ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty());
    }
    Killable next =
        Killable.start(
            directory.resolve("url2"),
            KilledEnvironment.class,
            directory.resolve("state").toString());
    try (CodeBuildClient builds = builds(next.await(1).getFirst())) {
      eventually(() -> find(builds, id).buildComplete());
      assertThat(find(builds, id).buildStatus()).isEqualTo(StatusType.FAULT);
      assertThat(find(builds, id).phases().toString()).contains("The environment ended");
    } finally {
      next.kill();
    }
  }

  private static String begin(String url, Path pids) {
    try (IamClient people =
            IamClient.builder()
                .endpointOverride(URI.create(url))
                .region(Region.of(TestPort.ACCOUNT.region()))
                .credentialsProvider(credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        CodeBuildClient builds = builds(url)) {
      people.createRole(
          r ->
              r.roleName("builder")
                  .assumeRolePolicyDocument(
                      """
                      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                       "Principal": {"Service": "codebuild.amazonaws.com"}, "Action": "sts:AssumeRole"}]}\
                      """));
      people.putRolePolicy(
          r ->
              r.roleName("builder")
                  .policyName("logs")
                  .policyDocument(
                      """
                      {"Version": "2012-10-17", "Statement": [
                       {"Effect": "Allow", "Resource": "*", "Action": "logs:*"}]}\
                      """));
      builds.createProject(
          r ->
              r.name("shop")
                  .serviceRole("arn:aws:iam::" + TestPort.ACCOUNT.id() + ":role/builder")
                  .artifacts(a -> a.type(ArtifactsType.NO_ARTIFACTS))
                  .environment(
                      e -> e.type("LINUX_CONTAINER").image("i").computeType("BUILD_GENERAL1_SMALL"))
                  .source(
                      s ->
                          s.type(SourceType.NO_SOURCE)
                              .buildspec(
                                  """
                                  version: 0.2
                                  phases:
                                    build:
                                      commands:
                                        - "setsid sleep 600 & echo $! >> %1$s"
                                        - "bash -c 'echo $$ >> %1$s; sleep 601; true'"
                                  """
                                      .formatted(pids))));
      return builds.startBuild(r -> r.projectName("shop")).build().id();
    }
  }

  private static CodeBuildClient builds(String url) {
    return CodeBuildClient.builder()
        .endpointOverride(URI.create(url))
        .region(Region.of(TestPort.ACCOUNT.region()))
        .credentialsProvider(credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
  }

  private static Build find(CodeBuildClient builds, String id) {
    return builds.batchGetBuilds(r -> r.ids(id)).builds().getFirst();
  }

  private static long lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void eventually(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not happen within 40 seconds");
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
