package ecommerce.local.codebuild;

import ecommerce.local.Permission;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.codebuild.model.BatchDeleteBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetProjectsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetReportGroupsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetReportsRequest;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.CreateReportGroupRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteProjectRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteReportGroupRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteReportRequest;
import software.amazon.awssdk.services.codebuild.model.DescribeTestCasesRequest;
import software.amazon.awssdk.services.codebuild.model.InvalidateProjectCacheRequest;
import software.amazon.awssdk.services.codebuild.model.ListBuildsForProjectRequest;
import software.amazon.awssdk.services.codebuild.model.ListBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.ListProjectsRequest;
import software.amazon.awssdk.services.codebuild.model.ListReportGroupsRequest;
import software.amazon.awssdk.services.codebuild.model.ListReportsForReportGroupRequest;
import software.amazon.awssdk.services.codebuild.model.ListReportsRequest;
import software.amazon.awssdk.services.codebuild.model.RetryBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StopBuildRequest;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectRequest;

/** CodeBuild's API (version 2016-10-06) as far as it is offered here. */
record CodeBuildApi(
    Arns arns,
    Projects projects,
    BuildOperations operations,
    Builds builds,
    ReportGroups groups,
    Reports reports)
    implements AwsService {

  @Override
  public Protocol protocol() {
    return new Protocol.AwsJson("codebuild", "CodeBuild_20161006", "1.1");
  }

  @Override
  public void declare(Operations on) {
    projects(on);
    builds(on);
    reports(on);
  }

  private void projects(Operations on) {
    on.on(
        CreateProjectRequest::builder,
        q -> changing("codebuild:CreateProject", q.name(), q.serviceRole()),
        (call, q) -> projects.create(q));
    on.on(
        UpdateProjectRequest::builder,
        q -> changing("codebuild:UpdateProject", q.name(), q.serviceRole()),
        (call, q) -> projects.update(q));
    on.on(
        DeleteProjectRequest::builder,
        Access.to("codebuild:DeleteProject", q -> arns.project(q.name())),
        (call, q) -> projects.delete(q));
    on.on(
        BatchGetProjectsRequest::builder,
        q -> all("codebuild:BatchGetProjects", q.names(), arns::project),
        (call, q) -> projects.batchGet(q));
    on.on(
        InvalidateProjectCacheRequest::builder,
        Access.to("codebuild:InvalidateProjectCache", q -> arns.project(q.projectName())),
        (call, q) -> projects.invalidateCache(q));
    on.on(
        ListProjectsRequest::builder,
        Access.to("codebuild:ListProjects"),
        (call, q) -> projects.list());
  }

  private void builds(Operations on) {
    on.on(
        StartBuildRequest::builder,
        q -> changing("codebuild:StartBuild", q.projectName(), q.serviceRoleOverride()),
        operations::start);
    on.on(
        RetryBuildRequest::builder,
        Access.to("codebuild:RetryBuild", q -> arns.projectOfBuild(String.valueOf(q.id()))),
        operations::retry);
    on.on(
        StopBuildRequest::builder,
        Access.to("codebuild:StopBuild", q -> arns.projectOfBuild(String.valueOf(q.id()))),
        (call, q) -> operations.stop(q));
    on.on(
        BatchGetBuildsRequest::builder,
        q -> all("codebuild:BatchGetBuilds", q.ids(), arns::projectOfBuild),
        (call, q) -> builds.batchGet(q));
    on.on(
        BatchDeleteBuildsRequest::builder,
        q -> all("codebuild:BatchDeleteBuilds", q.ids(), arns::projectOfBuild),
        (call, q) -> builds.delete(q));
    on.on(
        ListBuildsRequest::builder, Access.to("codebuild:ListBuilds"), (call, q) -> builds.list(q));
    on.on(
        ListBuildsForProjectRequest::builder,
        Access.to("codebuild:ListBuildsForProject", q -> arns.project(q.projectName())),
        (call, q) -> builds.list(q));
  }

  private void reports(Operations on) {
    on.on(
        CreateReportGroupRequest::builder,
        Access.to("codebuild:CreateReportGroup", q -> arns.reportGroup(q.name())),
        (call, q) -> groups.create(q));
    on.on(
        BatchGetReportGroupsRequest::builder,
        q -> all("codebuild:BatchGetReportGroups", q.reportGroupArns(), arn -> arn),
        (call, q) -> groups.batchGet(q));
    on.on(
        ListReportGroupsRequest::builder,
        Access.to("codebuild:ListReportGroups"),
        (call, q) -> groups.list());
    on.on(
        DeleteReportGroupRequest::builder,
        Access.to("codebuild:DeleteReportGroup", DeleteReportGroupRequest::arn),
        (call, q) -> reports.deleteGroup(q));
    on.on(
        ListReportsRequest::builder,
        Access.to("codebuild:ListReports"),
        (call, q) -> reports.list(q));
    on.on(
        DeleteReportRequest::builder,
        Access.to("codebuild:DeleteReport", q -> arns.groupOfReport(q.arn())),
        (call, q) -> reports.delete(q));
    on.on(
        ListReportsForReportGroupRequest::builder,
        Access.to(
            "codebuild:ListReportsForReportGroup",
            ListReportsForReportGroupRequest::reportGroupArn),
        (call, q) -> reports.list(q));
    on.on(
        BatchGetReportsRequest::builder,
        q -> all("codebuild:BatchGetReports", q.reportArns(), arns::groupOfReport),
        (call, q) -> reports.batchGet(q));
    on.on(
        DescribeTestCasesRequest::builder,
        Access.to("codebuild:DescribeTestCases", q -> arns.groupOfReport(q.reportArn())),
        (call, q) -> reports.testCases(q));
  }

  private static List<Permission> all(
      String action, List<String> names, UnaryOperator<String> arn) {
    return names.stream().map(name -> Permission.of(action, arn.apply(name))).toList();
  }

  /** Who gives a project, or one build of it, a role must be allowed to pass that role on. */
  private List<Permission> changing(String action, String project, String role) {
    List<Permission> needed = new ArrayList<>(all(action, List.of(project), arns::project));
    if (role != null) {
      needed.add(
          Permission.of("iam:PassRole", role)
              .with("iam:PassedToService", List.of("codebuild.amazonaws.com")));
    }
    return needed;
  }
}
