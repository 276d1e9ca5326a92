package ecommerce.local.apigateway;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Set;

/**
 * {@code AWS::ApiGateway::Account}. There is one in an account: its removal from a stack leaves the
 * setting as it is, as on AWS.
 */
record AccountType(LoggingAccount account) implements ResourceType {

  @Override
  public String name() {
    return "AWS::ApiGateway::Account";
  }

  @Override
  public Set<String> properties() {
    return Set.of("CloudWatchRoleArn");
  }

  @Override
  public Resource create(Desired desired) {
    account.set(desired.text("CloudWatchRoleArn").orElse(""));
    return Resource.of(desired.uniqueName(64)).with("Id", desired.uniqueName(64));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    account.set(desired.text("CloudWatchRoleArn").orElse(""));
    return current;
  }

  @Override
  public void delete(Resource current) {
    // The setting belongs to the account, and other stacks' stages may log by it.
  }
}
