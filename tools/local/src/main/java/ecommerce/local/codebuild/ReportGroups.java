package ecommerce.local.codebuild;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Shapes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codebuild.model.BatchGetReportGroupsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetReportGroupsResponse;
import software.amazon.awssdk.services.codebuild.model.CreateReportGroupRequest;
import software.amazon.awssdk.services.codebuild.model.CreateReportGroupResponse;
import software.amazon.awssdk.services.codebuild.model.ListReportGroupsResponse;
import software.amazon.awssdk.services.codebuild.model.ReportExportConfig;
import software.amazon.awssdk.services.codebuild.model.ReportExportConfigType;
import software.amazon.awssdk.services.codebuild.model.ReportGroup;
import software.amazon.awssdk.services.codebuild.model.ReportGroupStatusType;
import software.amazon.awssdk.services.codebuild.model.ReportType;
import software.amazon.awssdk.services.codebuild.model.ResourceAlreadyExistsException;

/** The report groups: of tests, not exported. Coverage and exports to S3 are refused. Durable. */
final class ReportGroups {

  private final Arns arns;
  private final InstantSource clock;
  private final Collection<ObjectNode> stored;

  ReportGroups(Arns arns, InstantSource clock, Store store) {
    this.arns = arns;
    this.clock = clock;
    this.stored = store.collection("codebuild.report-groups", ObjectNode.class);
  }

  CreateReportGroupResponse create(CreateReportGroupRequest request) {
    if (request.type() != ReportType.TEST) {
      throw Refusals.unsupported("The report type " + request.typeAsString());
    }
    if (request.exportConfig() != null
        && request.exportConfig().exportConfigType() == ReportExportConfigType.S3) {
      throw Refusals.unsupported("The export of reports to S3");
    }
    ReportGroup group =
        ReportGroup.builder()
            .name(request.name())
            .arn(arns.reportGroup(request.name()))
            .type(ReportType.TEST)
            .exportConfig(
                ReportExportConfig.builder()
                    .exportConfigType(ReportExportConfigType.NO_EXPORT)
                    .build())
            .tags(request.tags())
            .created(clock.instant())
            .lastModified(clock.instant())
            .status(ReportGroupStatusType.ACTIVE)
            .build();
    if (!stored.putIfAbsent(group.arn(), Shapes.toJson(group))) {
      throw ResourceAlreadyExistsException.builder()
          .message("Report group already exists: " + group.arn())
          .statusCode(400)
          .build();
    }
    return CreateReportGroupResponse.builder().reportGroup(group).build();
  }

  Optional<ReportGroup> find(String arn) {
    return stored.get(arn).map(json -> Shapes.fromJson(json, ReportGroup.builder()).build());
  }

  BatchGetReportGroupsResponse batchGet(BatchGetReportGroupsRequest request) {
    List<ReportGroup> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String arn : request.reportGroupArns()) {
      find(arn).ifPresentOrElse(found::add, () -> missing.add(arn));
    }
    return BatchGetReportGroupsResponse.builder()
        .reportGroups(found)
        .reportGroupsNotFound(missing)
        .build();
  }

  ListReportGroupsResponse list() {
    return ListReportGroupsResponse.builder()
        .reportGroups(new ArrayList<>(stored.entries().keySet()))
        .build();
  }

  /** One that is not there is no error, as on AWS. */
  void remove(String arn) {
    stored.remove(arn);
  }
}
