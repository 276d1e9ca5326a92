package ecommerce.local.codebuild;

import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codebuild.model.BatchGetReportsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetReportsResponse;
import software.amazon.awssdk.services.codebuild.model.DeleteReportGroupRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteReportGroupResponse;
import software.amazon.awssdk.services.codebuild.model.DeleteReportRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteReportResponse;
import software.amazon.awssdk.services.codebuild.model.DescribeTestCasesRequest;
import software.amazon.awssdk.services.codebuild.model.DescribeTestCasesResponse;
import software.amazon.awssdk.services.codebuild.model.ListReportsForReportGroupRequest;
import software.amazon.awssdk.services.codebuild.model.ListReportsForReportGroupResponse;
import software.amazon.awssdk.services.codebuild.model.ListReportsRequest;
import software.amazon.awssdk.services.codebuild.model.ListReportsResponse;
import software.amazon.awssdk.services.codebuild.model.Report;
import software.amazon.awssdk.services.codebuild.model.ReportGroup;
import software.amazon.awssdk.services.codebuild.model.ReportStatusType;
import software.amazon.awssdk.services.codebuild.model.SortOrderType;
import software.amazon.awssdk.services.codebuild.model.TestCase;
import software.amazon.awssdk.services.codebuild.model.TestCaseFilter;
import software.amazon.awssdk.services.codebuild.model.TestReportSummary;

/**
 * The reports of tests that builds have made, each of a group. Durable; forgotten after 30 days.
 */
final class Reports {

  private static final Duration KEPT = Duration.ofDays(30);
  private static final int PAGE = 500;

  private final Arns arns;
  private final InstantSource clock;
  private final ReportGroups groups;
  private final Collection<StoredReport> stored;

  Reports(Arns arns, InstantSource clock, ReportGroups groups, Store store) {
    this.arns = arns;
    this.clock = clock;
    this.groups = groups;
    this.stored = store.collection("codebuild.reports", StoredReport.class);
  }

  /** Keeps what a build's tests said; a report without tests is incomplete. */
  Report keep(ReportGroup group, String buildArn, List<TestCase> tests) {
    forgetOld();
    String id = UUID.randomUUID().toString();
    String arn = arns.report(group.name(), id);
    List<TestCase> cases =
        tests.stream()
            .map(
                each -> each.toBuilder().reportArn(arn).expired(clock.instant().plus(KEPT)).build())
            .toList();
    Map<String, Integer> counts =
        cases.stream().collect(Collectors.toMap(TestCase::status, any -> 1, Integer::sum));
    boolean failed = counts.containsKey("FAILED") || counts.containsKey("ERROR");
    Report report =
        Report.builder()
            .arn(arn)
            .name(id)
            .type(group.type())
            .reportGroupArn(group.arn())
            .executionId(buildArn)
            .exportConfig(group.exportConfig())
            .created(clock.instant())
            .expired(clock.instant().plus(KEPT))
            .truncated(false)
            .status(
                cases.isEmpty()
                    ? ReportStatusType.INCOMPLETE
                    : failed ? ReportStatusType.FAILED : ReportStatusType.SUCCEEDED)
            .testSummary(
                TestReportSummary.builder()
                    .total(cases.size())
                    .statusCounts(counts)
                    .durationInNanoSeconds(
                        cases.stream().mapToLong(TestCase::durationInNanoSeconds).sum())
                    .build())
            .build();
    stored.put(arn, StoredReport.of(report, cases));
    return report;
  }

  private void forgetOld() {
    stored
        .entries()
        .forEach(
            (arn, one) -> {
              if (one.report().expired().isBefore(clock.instant())) {
                stored.remove(arn);
              }
            });
  }

  BatchGetReportsResponse batchGet(BatchGetReportsRequest request) {
    List<Report> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String arn : request.reportArns()) {
      stored.get(arn).ifPresentOrElse(one -> found.add(one.report()), () -> missing.add(arn));
    }
    return BatchGetReportsResponse.builder().reports(found).reportsNotFound(missing).build();
  }

  /** The newest first where nothing else is said. */
  ListReportsForReportGroupResponse list(ListReportsForReportGroupRequest request) {
    return ListReportsForReportGroupResponse.builder()
        .reports(sorted(of(request.reportGroupArn()), request.sortOrder()))
        .build();
  }

  /** Of all groups, the newest first where nothing else is said. */
  ListReportsResponse list(ListReportsRequest request) {
    return ListReportsResponse.builder()
        .reports(
            sorted(
                stored.values().stream().map(StoredReport::report).toList(), request.sortOrder()))
        .build();
  }

  private static List<String> sorted(List<Report> reports, SortOrderType order) {
    Comparator<Report> byTime = Comparator.comparing(Report::created);
    return reports.stream()
        .sorted(order == SortOrderType.ASCENDING ? byTime : byTime.reversed())
        .map(Report::arn)
        .toList();
  }

  /** One that is not there is no error, as on AWS. */
  DeleteReportResponse delete(DeleteReportRequest request) {
    stored.remove(request.arn());
    return DeleteReportResponse.builder().build();
  }

  private List<Report> of(String group) {
    return stored.values().stream()
        .map(StoredReport::report)
        .filter(report -> report.reportGroupArn().equals(group))
        .toList();
  }

  DescribeTestCasesResponse testCases(DescribeTestCasesRequest request) {
    StoredReport report =
        stored
            .get(request.reportArn())
            .orElseThrow(() -> Refusals.missing("Report does not exist: " + request.reportArn()));
    List<TestCase> all =
        report.testCases().stream().filter(each -> passes(request.filter(), each)).toList();
    String token = request.nextToken() == null ? "0" : request.nextToken();
    if (!token.matches("\\d{1,9}")) {
      throw Refusals.invalid("The nextToken is not of this list");
    }
    int from = Math.min(all.size(), Integer.parseInt(token));
    int most = request.maxResults() == null ? PAGE : Math.min(PAGE, request.maxResults());
    int to = Math.min(all.size(), from + most);
    return DescribeTestCasesResponse.builder()
        .testCases(all.subList(from, to))
        .nextToken(to < all.size() ? String.valueOf(to) : null)
        .build();
  }

  private static boolean passes(TestCaseFilter filter, TestCase test) {
    return filter == null
        || (filter.status() == null || filter.status().equals(test.status()))
            && (filter.keyword() == null || test.name().contains(filter.keyword()));
  }

  /** A group with reports goes with them only where that is asked for. */
  DeleteReportGroupResponse deleteGroup(DeleteReportGroupRequest request) {
    List<Report> reports = of(request.arn());
    if (!reports.isEmpty() && !Boolean.TRUE.equals(request.deleteReports())) {
      throw Refusals.invalid(
          "The report group " + request.arn() + " has reports: deleteReports deletes them with it");
    }
    reports.forEach(report -> stored.remove(report.arn()));
    groups.remove(request.arn());
    return DeleteReportGroupResponse.builder().build();
  }
}
