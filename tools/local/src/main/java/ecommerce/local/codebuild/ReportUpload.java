package ecommerce.local.codebuild;

import ecommerce.local.AccessDenied;
import ecommerce.local.Authorizer;
import ecommerce.local.Permission;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.CreateReportGroupRequest;
import software.amazon.awssdk.services.codebuild.model.ReportGroup;
import software.amazon.awssdk.services.codebuild.model.ReportType;
import software.amazon.awssdk.services.codebuild.model.TestCase;

/**
 * Turns the test reports of a build into reports, as the build's role: of a group that is named by
 * its ARN, or of {@code PROJECT-NAME}, which is made where it is missing. Tests that failed fail no
 * build, as on AWS: the command that ran them has.
 */
record ReportUpload(Arns arns, ReportGroups groups, Reports reports, Authorizer authorizer) {

  /** The ARNs of the reports. What cannot be read is said in the log. */
  List<String> upload(Build build, Buildspec spec, Path source, Role role, BuildLog log) {
    List<String> made = new ArrayList<>();
    spec.reports()
        .forEach(
            (name, files) -> {
              try {
                made.add(upload(build, name, files, source, role, log));
              } catch (Failure e) {
                log.say("Error in the report " + name + ": " + e.getMessage());
              }
            });
    return made;
  }

  private String upload(
      Build build, String name, Buildspec.Files files, Path source, Role role, BuildLog log) {
    log.say("Preparing to copy TEST report " + name);
    String arn =
        name.startsWith("arn:") ? name : arns.reportGroup(build.projectName() + "-" + name);
    for (String action : List.of("CreateReport", "BatchPutTestCases", "UpdateReport")) {
      require(role, "codebuild:" + action, arn);
    }
    List<TestCase> tests = new ArrayList<>();
    for (Map.Entry<String, Path> file : FileSelection.of(source, files.inFolders()).entrySet()) {
      tests.addAll(JUnitXml.read(file.getValue(), file.getKey()));
    }
    String report = reports.keep(group(arn, role), build.arn(), tests).arn();
    log.say("Report " + name + ": " + tests.size() + " test case(s), " + report);
    return report;
  }

  private ReportGroup group(String arn, Role role) {
    Optional<ReportGroup> there = groups.find(arn);
    if (there.isPresent()) {
      return there.get();
    }
    require(role, "codebuild:CreateReportGroup", arn);
    return groups
        .create(
            CreateReportGroupRequest.builder().name(Arns.name(arn)).type(ReportType.TEST).build())
        .reportGroup();
  }

  private void require(Role role, String action, String arn) {
    try {
      authorizer.require(role.identity(), Permission.of(action, arn));
    } catch (AccessDenied e) {
      throw new Failure("ACCESS_DENIED", e.getMessage());
    }
  }
}
