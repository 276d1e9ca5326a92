package ecommerce.local.codebuild;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.codebuild.model.CreateReportGroupRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteReportGroupRequest;

/** {@code AWS::CodeBuild::ReportGroup} of tests, without export. */
record ReportGroupType(Arns arns, ReportGroups groups, Reports reports) implements ResourceType {

  @Override
  public String name() {
    return "AWS::CodeBuild::ReportGroup";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "Name", "Type", "ExportConfig.ExportConfigType", "DeleteReports", "Tags.**", "Tags[].**");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("Name", "Type");
  }

  @Override
  public Resource create(Desired desired) {
    Resource resource = resource(desired);
    groups.create(
        desired
            .into(CreateReportGroupRequest.builder())
            .name(Arns.name(resource.physicalId()))
            .build());
    return resource;
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return Optional.of(resource(desired));
  }

  private Resource resource(Desired desired) {
    String arn = arns.reportGroup(desired.text("Name").orElseGet(() -> desired.uniqueName(128)));
    return Resource.of(arn)
        .with("Arn", arn)
        .with("deleteReports", desired.text("DeleteReports").orElse("false"));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    return resource(desired);
  }

  @Override
  public void delete(Resource current) {
    reports.deleteGroup(
        DeleteReportGroupRequest.builder()
            .arn(current.physicalId())
            .deleteReports(current.attribute("deleteReports").equals("true"))
            .build());
  }
}
