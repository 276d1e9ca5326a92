package ecommerce.local.codebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.StatusType;
import software.amazon.awssdk.services.codebuild.model.TestCase;

class SourcesAndArtifactsTest {

  private static final String PACKS =
      """
      version: 0.2
      phases: {build: {commands: [mkdir -p out/deep, cp input out/deep/copy, echo x > out/x.tmp]}}
      artifacts: {base-directory: out, files: ["**/*"], exclude-paths: ["**/*.tmp"]}
      """;

  @TempDir Path directory;
  private Factory factory;

  @BeforeEach
  void start() throws Exception {
    factory = new Factory(directory);
    factory.s3.createBucket(r -> r.bucket("open"));
    factory.s3.createBucket(r -> r.bucket("closed"));
  }

  @AfterEach
  void stop() throws Exception {
    factory.close();
  }

  private static byte[] zip(Map<String, String> files) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private Map<String, String> unzipped(String key) throws Exception {
    byte[] bytes = factory.s3.getObjectAsBytes(r -> r.bucket("open").key(key)).asByteArray();
    Map<String, String> files = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  private void put(String bucket, String key, Map<String, String> files) throws Exception {
    factory.s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(zip(files)));
  }

  private static void succeeded(Build build, Factory factory) {
    assertThat(build.buildStatus()).as(() -> factory.log(build)).isEqualTo(StatusType.SUCCEEDED);
  }

  @Test
  void clonesRepositoryAtBranchTagOrCommit() {
    factory.repositories.createRepository(r -> r.repositoryName("code"));
    String first = commit(null, "echo one");
    String second = commit(first, "echo two");
    String url =
        factory
            .repositories
            .getRepository(r -> r.repositoryName("code"))
            .repositoryMetadata()
            .cloneUrlHttp();
    factory.project(
        null,
        r -> r.source(s -> s.type("CODECOMMIT").location(url)).sourceVersion("refs/heads/main"));
    Build newest = factory.build();
    succeeded(newest, factory);
    assertThat(newest.resolvedSourceVersion()).isEqualTo(second);
    assertThat(factory.log(newest)).contains("two\n", "clone of " + second.substring(0, 7));
    Build older = factory.build(r -> r.sourceVersion(first));
    assertThat(factory.log(older)).contains("one\n");
    Build none = factory.build(r -> r.sourceVersion("nowhere"));
    assertThat(Factory.phase(none, "DOWNLOAD_SOURCE").orElseThrow().contexts().getFirst().message())
        .contains("nowhere");
  }

  private String commit(String parent, String command) {
    String spec =
        """
        version: 0.2
        phases: {build: {commands: [%s, "echo clone of $(git rev-parse --short=7 HEAD)"]}}
        """
            .formatted(command);
    return factory
        .repositories
        .putFile(
            r ->
                r.repositoryName("code")
                    .branchName("main")
                    .parentCommitId(parent)
                    .filePath("buildspec.yml")
                    .fileContent(SdkBytes.fromUtf8String(spec)))
        .commitId();
  }

  @Test
  void buildsWhatPipelineGivesAndTakesItWhereItSays() throws Exception {
    put("open", "in/source", Map.of("input", "abc", "ci/build.yaml", PACKS));
    put("open", "in/more", Map.of("extra", "more"));
    factory.project(
        "ci/build.yaml",
        r ->
            r.source(s -> s.type("CODEPIPELINE").buildspec("ci/build.yaml"))
                .artifacts(a -> a.type("CODEPIPELINE")));
    Build build =
        factory.build(
            r ->
                r.sourceTypeOverride("S3")
                    .sourceLocationOverride("open/in/source")
                    .secondarySourcesOverride(
                        s -> s.type("S3").location("open/in/more").sourceIdentifier("More"))
                    .artifactsOverride(
                        a ->
                            a.type("S3")
                                .location("open")
                                .namespaceType("NONE")
                                .packaging("ZIP")
                                .name("out/build")));
    succeeded(build, factory);
    assertThat(unzipped("out/build")).containsExactly(Map.entry("deep/copy", "abc"));
    assertThat(build.artifacts().location()).isEqualTo("arn:aws:s3:::open/out/build");
    assertThat(build.artifacts().sha256sum()).hasSize(64);
    assertThat(build.initiator()).isEqualTo("codepipeline/test");
    Build secondary =
        factory.build(
            r ->
                r.sourceTypeOverride("S3")
                    .sourceLocationOverride("open/in/source")
                    .secondarySourcesOverride(
                        s -> s.type("S3").location("open/in/more").sourceIdentifier("More"))
                    .buildspecOverride(
                        """
                        version: 0.2
                        phases: {build: {commands: [cp $CODEBUILD_SRC_DIR_More/extra one]}}
                        artifacts:
                          secondary-artifacts:
                            One: {files: [one]}
                            Two: {files: [ci/*], discard-paths: yes}
                        """)
                    .artifactsOverride(a -> a.type("NO_ARTIFACTS"))
                    .secondaryArtifactsOverride(
                        a ->
                            a.type("S3")
                                .location("open")
                                .packaging("ZIP")
                                .name("out/1")
                                .artifactIdentifier("One"),
                        a ->
                            a.type("S3")
                                .location("open")
                                .packaging("ZIP")
                                .name("out/2")
                                .artifactIdentifier("Two")));
    succeeded(secondary, factory);
    assertThat(unzipped("out/1")).containsExactly(Map.entry("one", "more"));
    assertThat(unzipped("out/2")).containsOnlyKeys("build.yaml");
  }

  @Test
  void storesEachFileBelowPrefixWithNameOfBuildspec() throws Exception {
    put("open", "source.zip", Map.of("input", "abc"));
    factory.project(
        PACKS.replace(
            "artifacts: {", "artifacts: {name: \"$(echo made)-$CODEBUILD_BUILD_NUMBER\", "),
        r ->
            r.source(
                    s ->
                        s.type("S3")
                            .location("open/source.zip")
                            .buildspec(
                                PACKS.replace(
                                    "artifacts: {",
                                    "artifacts: {name: \"$(echo made)-$CODEBUILD_BUILD_NUMBER\","
                                        + " ")))
                .artifacts(
                    a ->
                        a.type("S3")
                            .location("open")
                            .path("/builds/")
                            .overrideArtifactName(true)
                            .packaging("NONE")));
    Build build = factory.build();
    succeeded(build, factory);
    assertThat(
            factory
                .s3
                .getObjectAsBytes(r -> r.bucket("open").key("builds/made-1/deep/copy"))
                .asUtf8String())
        .isEqualTo("abc");
  }

  @Test
  void failsWhereRoleMayNotReadSourceOrWriteArtifacts() throws Exception {
    put("closed", "source.zip", Map.of("input", "abc"));
    put("open", "source.zip", Map.of("input", "abc"));
    factory.project(
        PACKS,
        r ->
            r.source(s -> s.type("S3").location("closed/source.zip").buildspec(PACKS))
                .artifacts(a -> a.type("S3").location("closed").packaging("ZIP").name("x")));
    Build unread = factory.build();
    assertThat(
            Factory.phase(unread, "DOWNLOAD_SOURCE").orElseThrow().contexts().getFirst().message())
        .contains("s3:GetObject", "closed/source.zip");
    Build unwritten = factory.build(r -> r.sourceLocationOverride("open/source.zip"));
    assertThat(
            Factory.phase(unwritten, "UPLOAD_ARTIFACTS")
                .orElseThrow()
                .contexts()
                .getFirst()
                .message())
        .contains("s3:PutObject");
    assertThat(unwritten.buildStatus()).isEqualTo(StatusType.FAILED);
  }

  @Test
  void findsWhatLastBuildLeftInItsCache() {
    String spec =
        """
        version: 0.2
        phases: {build: {commands: [cat kept/count || true, mkdir -p kept, echo seen >> kept/count]}}
        cache: {paths: ["kept/**/*", "/root/.m2/**/*"]}
        """;
    factory.project(spec, r -> r.cache(c -> c.type("S3").location("open/cache")));
    succeeded(factory.build(), factory);
    assertThat(factory.log(factory.build())).contains("Restored the cache\n", "\nseen\n");
    factory.client.updateProject(
        r -> r.name("shop").cache(c -> c.type("LOCAL").modesWithStrings("LOCAL_CUSTOM_CACHE")));
    assertThat(factory.log(factory.build())).doesNotContain("Restored the cache");
    assertThat(factory.log(factory.build())).contains("Restored the cache\n", "\nseen\n");
  }

  @Test
  void forgetsCacheWhereThatIsAskedForAndWithItsProject() {
    String spec =
        """
        version: 0.2
        phases: {build: {commands: [mkdir -p kept, ln -sf /usr/bin/env kept/env, echo seen > kept/count]}}
        cache: {paths: ["kept/**/*"]}
        """;
    factory.project(
        spec, r -> r.cache(c -> c.type("LOCAL").modesWithStrings("LOCAL_CUSTOM_CACHE")));
    succeeded(factory.build(), factory);
    assertThat(factory.log(factory.build())).contains("Restored the cache\n");
    factory.client.invalidateProjectCache(r -> r.projectName("shop"));
    assertThat(factory.log(factory.build())).doesNotContain("Restored the cache");
    factory.client.deleteProject(r -> r.name("shop"));
    assertThat(directory.resolve("state/codebuild/caches")).isEmptyDirectory();
  }

  @Test
  void leavesNoZipOfCacheThatCannotBeRead() throws Exception {
    factory.project(
        """
        version: 0.2
        phases: {build: {commands: [echo built]}}
        cache: {paths: ["kept/**/*"]}
        """,
        r -> r.cache(c -> c.type("S3").location("open/cache")));
    factory.s3.putObject(
        r -> r.bucket("open").key("cache/shop.zip"), RequestBody.fromString("no zip"));
    Build build = factory.build();
    assertThat(factory.log(build)).contains("The cache cannot be restored");
    assertThat(directory.resolve("state/codebuild/caches")).isEmptyDirectory();
  }

  @Test
  void namesArtifactsByWhatCommandsPrintInTheFolderOfTheSource() throws Exception {
    factory.project(
        """
        version: 0.2
        phases: {build: {commands: [echo 1.2 > version]}}
        artifacts: {files: [version], name: "shop-$(cat version; echo warned >&2)"}
        """,
        r ->
            r.artifacts(
                a -> a.type("S3").location("open").packaging("ZIP").overrideArtifactName(true)));
    Build build = factory.build();
    succeeded(build, factory);
    assertThat(build.artifacts().location()).isEqualTo("arn:aws:s3:::open/shop-1.2");
  }

  @Test
  void clonesNoDeeperThanAskedForUnlessItMust() {
    factory.repositories.createRepository(r -> r.repositoryName("code"));
    String first = commit(null, "one");
    String second = commit(first, "two");
    commit(second, "three");
    factory.project(
        null,
        r ->
            r.source(
                s ->
                    s.type("CODECOMMIT")
                        .location("https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/code")
                        .gitCloneDepth(1)
                        .buildspec(
                            "version: 0.2\nphases: {build: {commands: ['echo \"commits: $(git"
                                + " rev-list --count HEAD)\"']}}")));
    Build shallow = factory.build(r -> r.sourceVersion("main"));
    succeeded(shallow, factory);
    assertThat(factory.log(shallow)).contains("commits: 1\n");
    Build deeper = factory.build(r -> r.sourceVersion(second));
    succeeded(deeper, factory);
    assertThat(factory.log(deeper)).contains("commits: 2\n");
    assertThat(factory.log(factory.build(r -> r.gitCloneDepthOverride(0))))
        .contains("commits: 3\n");
  }

  @Test
  void makesReportsOfTests() {
    factory.project(
        """
        version: 0.2
        phases:
          build:
            commands:
              - mkdir target
              - |
                cat > target/TEST-a.xml <<'END'
                <?xml version="1.0"?><testsuite name="OrdersIT" tests="3">
                <testcase name="createsOrder" classname="ecommerce.OrdersIT" time="1.5"/>
                <testcase name="refusesOrder" classname="ecommerce.OrdersIT" time="0.25">
                <failure message="expected: 400" type="AssertionError">at line 1</failure></testcase>
                <testcase name="later" classname="ecommerce.OrdersIT" time="0"><skipped/></testcase>
                </testsuite>
                END
              - "false"
        reports: {integration: {files: ["TEST-*.xml"], base-directory: target}}
        """);
    Build build = factory.build();
    assertThat(build.buildStatus()).isEqualTo(StatusType.FAILED);
    String arn = build.reportArns().getFirst();
    assertThat(arn).contains(":report/shop-integration:");
    var report = factory.client.batchGetReports(r -> r.reportArns(arn)).reports().getFirst();
    assertThat(report.statusAsString()).isEqualTo("FAILED");
    assertThat(report.testSummary().total()).isEqualTo(3);
    assertThat(report.testSummary().statusCounts())
        .containsEntry("SUCCEEDED", 1)
        .containsEntry("FAILED", 1)
        .containsEntry("SKIPPED", 1);
    assertThat(report.testSummary().durationInNanoSeconds()).isEqualTo(1_750_000_000L);
    TestCase failed =
        factory
            .client
            .describeTestCases(r -> r.reportArn(arn).filter(f -> f.status("FAILED")))
            .testCases()
            .getFirst();
    assertThat(failed.name()).isEqualTo("refusesOrder");
    assertThat(failed.prefix()).isEqualTo("ecommerce.OrdersIT");
    assertThat(failed.message()).isEqualTo("expected: 400");
    String group = report.reportGroupArn();
    assertThat(factory.client.listReportsForReportGroup(r -> r.reportGroupArn(group)).reports())
        .containsExactly(arn);
    String other = factory.build().reportArns().getFirst();
    assertThat(factory.client.listReports(r -> r.sortOrder("ASCENDING")).reports())
        .containsExactly(arn, other);
    factory.client.deleteReport(r -> r.arn(other));
    assertThat(factory.client.listReports(r -> {}).reports()).containsExactly(arn);
    factory.client.deleteReportGroup(r -> r.arn(group).deleteReports(true));
    assertThat(factory.client.batchGetReports(r -> r.reportArns(arn)).reportsNotFound())
        .containsExactly(arn);
  }
}
