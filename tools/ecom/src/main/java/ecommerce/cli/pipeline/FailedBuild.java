package ecommerce.cli.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.StatusType;
import software.amazon.awssdk.services.codebuild.model.TestCase;

/**
 * Why a build failed: the phase, the tests that its reports say failed, and how its log ended.
 *
 * @param log the last lines
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record FailedBuild(
    String phase, String reason, List<FailedTest> tests, String logGroup, List<String> log) {

  private static final int LINES = 15;
  private static final int LETTERS = 300;
  private static final List<String> WRONG = List.of("FAILED", "ERROR");

  record FailedTest(String name, String message) {}

  /** Empty where there is no such build. */
  static Optional<FailedBuild> of(String id, CodeBuildClient builds, CloudWatchLogsClient logs) {
    return builds.batchGetBuilds(r -> r.ids(id)).builds().stream()
        .findFirst()
        .map(build -> of(build, builds, logs));
  }

  private static FailedBuild of(Build build, CodeBuildClient builds, CloudWatchLogsClient logs) {
    Optional<BuildPhase> failed =
        build.phases().stream()
            .filter(phase -> phase.phaseStatus() != null)
            .filter(phase -> phase.phaseStatus() != StatusType.SUCCEEDED)
            .findFirst();
    List<FailedTest> tests = new ArrayList<>();
    for (String report : build.reportArns()) {
      for (TestCase test :
          builds.describeTestCasesPaginator(r -> r.reportArn(report)).testCases()) {
        if (WRONG.contains(test.status())) {
          tests.add(
              new FailedTest(
                  test.prefix() == null ? test.name() : test.prefix() + "." + test.name(),
                  inOneLine(test.message())));
        }
      }
    }
    return new FailedBuild(
        failed.map(BuildPhase::phaseTypeAsString).orElse(null),
        failed.map(FailedBuild::reason).orElse(build.buildStatusAsString()),
        tests,
        build.logs() == null ? null : build.logs().groupName(),
        end(build, logs));
  }

  private static String reason(BuildPhase phase) {
    return phase.contexts().stream()
        .map(context -> context.message())
        .filter(message -> message != null && !message.isBlank())
        .findFirst()
        .orElse(phase.phaseStatusAsString());
  }

  private static List<String> end(Build build, CloudWatchLogsClient logs) {
    if (build.logs() == null || build.logs().streamName() == null) {
      return List.of();
    }
    try {
      return logs
          .getLogEvents(
              r ->
                  r.logGroupName(build.logs().groupName())
                      .logStreamName(build.logs().streamName())
                      .startFromHead(false)
                      .limit(LINES))
          .events()
          .stream()
          .map(event -> event.message().stripTrailing())
          .toList();
    } catch (CloudWatchLogsException e) {
      return List.of("the log cannot be read: " + e.awsErrorDetails().errorMessage());
    }
  }

  /** The beginning of a message without its line breaks. */
  static String inOneLine(String text) {
    if (text == null) {
      return null;
    }
    String line =
        text.lines()
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    return line.length() <= LETTERS ? line : line.substring(0, LETTERS) + "…";
  }
}
