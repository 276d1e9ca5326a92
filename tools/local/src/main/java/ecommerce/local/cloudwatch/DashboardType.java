package ecommerce.local.cloudwatch;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.wire.Fault;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardRequest;

/** {@code AWS::CloudWatch::Dashboard}. */
record DashboardType(Dashboards dashboards) implements ResourceType {

  @Override
  public String name() {
    return "AWS::CloudWatch::Dashboard";
  }

  @Override
  public Set<String> properties() {
    return Set.of("DashboardBody", "DashboardName");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("DashboardName");
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return Optional.of(Resource.of(name(desired)));
  }

  @Override
  public Resource create(Desired desired) {
    return put(desired, name(desired));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    return put(desired, current.physicalId());
  }

  private static String name(Desired desired) {
    return desired.text("DashboardName").orElseGet(() -> desired.uniqueName(255));
  }

  private Resource put(Desired desired, String name) {
    desired.required("DashboardBody");
    dashboards.put(desired.into(PutDashboardRequest.builder()).dashboardName(name).build());
    return Resource.of(name);
  }

  @Override
  public void delete(Resource current) {
    try {
      dashboards.delete(
          DeleteDashboardsRequest.builder().dashboardNames(current.physicalId()).build());
    } catch (Fault e) {
      if (e.status() != 404) {
        throw e;
      }
    }
  }
}
