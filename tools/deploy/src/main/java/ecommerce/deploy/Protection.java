package ecommerce.deploy;

import ecommerce.deploy.stacks.DeployedStack;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * What keeps a stack from being removed. CloudFormation would find out in the middle, with half of
 * the stack gone.
 */
final class Protection {

  private static final String TABLE = "AWS::DynamoDB::Table";

  private final CloudFormationClient cloudFormation;
  private final DynamoDbClient dynamoDb;

  Protection(CloudFormationClient cloudFormation, DynamoDbClient dynamoDb) {
    this.cloudFormation = cloudFormation;
    this.dynamoDb = dynamoDb;
  }

  /** Each protection as a sentence. */
  List<String> of(DeployedStack stack) {
    List<String> found = new ArrayList<>();
    if (stack.terminationProtected()) {
      found.add("stack " + stack.name() + " has termination protection");
    }
    for (StackResourceSummary resource :
        cloudFormation
            .listStackResourcesPaginator(r -> r.stackName(stack.id()))
            .stackResourceSummaries()) {
      if (TABLE.equals(resource.resourceType()) && isProtected(resource.physicalResourceId())) {
        found.add(
            "table "
                + resource.physicalResourceId()
                + " of "
                + stack.name()
                + " has deletion protection");
      }
    }
    return found;
  }

  private boolean isProtected(String table) {
    if (table == null || table.isEmpty()) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(
          dynamoDb.describeTable(r -> r.tableName(table)).table().deletionProtectionEnabled());
    } catch (ResourceNotFoundException e) {
      return false;
    }
  }
}
