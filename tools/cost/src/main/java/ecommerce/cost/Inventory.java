package ecommerce.cost;

import ecommerce.deploy.Services.Service;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** The resources of an environment, as CloudFormation tells them of the services' stacks. */
public record Inventory(CloudFormationClient cloudFormation, List<Service> services) {

  private static final String NESTED = "AWS::CloudFormation::Stack";

  /**
   * @throws software.amazon.awssdk.services.cloudformation.model.CloudFormationException where a
   *     service's stack is not there: naming it
   */
  public List<Deployed> resources(String environment) {
    List<Deployed> resources = new ArrayList<>();
    for (Service service : services) {
      add(service.name(), service.stackName(environment), resources);
    }
    return resources;
  }

  private void add(String service, String stack, List<Deployed> resources) {
    for (StackResourceSummary resource :
        cloudFormation
            .listStackResourcesPaginator(q -> q.stackName(stack))
            .stackResourceSummaries()) {
      if (resource.physicalResourceId() == null
          || resource.resourceStatusAsString().equals("DELETE_COMPLETE")) {
        continue;
      }
      resources.add(
          new Deployed(
              service,
              resource.logicalResourceId(),
              resource.resourceType(),
              resource.physicalResourceId()));
      if (resource.resourceType().equals(NESTED)) {
        add(service, resource.physicalResourceId(), resources);
      }
    }
  }
}
