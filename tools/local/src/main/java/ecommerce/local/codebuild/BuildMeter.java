package ecommerce.local.codebuild;

import ecommerce.local.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.codebuild.model.Build;

/**
 * Counts builds for CloudWatch, for each project and for all of them together. Builds that were
 * stopped have neither succeeded nor failed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codebuild/latest/userguide/cloudwatch_metrics-codebuild.html">
 *     CodeBuild CloudWatch metrics</a>
 */
record BuildMeter(Metrics metrics) {

  private static final String NAMESPACE = "AWS/CodeBuild";

  void began(Build build) {
    record(build, "Builds", 1, StandardUnit.COUNT);
  }

  void ended(Build build) {
    switch (build.buildStatus()) {
      case SUCCEEDED -> record(build, "SucceededBuilds", 1, StandardUnit.COUNT);
      case FAILED, TIMED_OUT -> record(build, "FailedBuilds", 1, StandardUnit.COUNT);
      default -> {}
    }
    double seconds = Duration.between(build.startTime(), build.endTime()).toMillis() / 1000.0;
    record(build, "Duration", seconds, StandardUnit.SECONDS);
  }

  private void record(Build build, String name, double value, StandardUnit unit) {
    for (Map<String, String> dimensions :
        List.of(Map.<String, String>of(), Map.of("ProjectName", build.projectName()))) {
      metrics.record(NAMESPACE, name, dimensions, value, unit);
    }
  }
}
