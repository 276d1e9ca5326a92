package ecommerce.local.logs;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteQueryDefinitionRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutQueryDefinitionRequest;

/** {@code AWS::Logs::QueryDefinition}. */
record QueryDefinitionType(QueryDefinitions queries) implements ResourceType {

  @Override
  public String name() {
    return "AWS::Logs::QueryDefinition";
  }

  @Override
  public Set<String> properties() {
    return Set.of("Name", "QueryString", "LogGroupNames", "LogGroupNames[]", "QueryLanguage");
  }

  @Override
  public Resource create(Desired desired) {
    return put(desired, null);
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    return put(desired, queries.exists(current.physicalId()) ? current.physicalId() : null);
  }

  private Resource put(Desired desired, String id) {
    desired.required("Name");
    desired.required("QueryString");
    String made =
        queries
            .put(desired.into(PutQueryDefinitionRequest.builder()).queryDefinitionId(id).build())
            .queryDefinitionId();
    return Resource.of(made).with("QueryDefinitionId", made);
  }

  @Override
  public void delete(Resource current) {
    queries.delete(
        DeleteQueryDefinitionRequest.builder().queryDefinitionId(current.physicalId()).build());
  }
}
