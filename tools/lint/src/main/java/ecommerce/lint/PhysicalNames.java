package ecommerce.lint;

import java.util.Map;

/** No name that an account has once is written without the environment in it. */
final class PhysicalNames implements Check {

  /** Resource type → the property that is a name of the account or the region. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("AWS::ApiGateway::RestApi", "Name"),
          Map.entry("AWS::ApiGatewayV2::Api", "Name"),
          Map.entry("AWS::AppSync::GraphQLApi", "Name"),
          Map.entry("AWS::CloudWatch::Alarm", "AlarmName"),
          Map.entry("AWS::CloudWatch::Dashboard", "DashboardName"),
          Map.entry("AWS::Cognito::UserPool", "UserPoolName"),
          Map.entry("AWS::Cognito::UserPoolDomain", "Domain"),
          Map.entry("AWS::DynamoDB::Table", "TableName"),
          Map.entry("AWS::Events::EventBus", "Name"),
          Map.entry("AWS::Events::Rule", "Name"),
          Map.entry("AWS::IAM::ManagedPolicy", "ManagedPolicyName"),
          Map.entry("AWS::IAM::Role", "RoleName"),
          Map.entry("AWS::KMS::Alias", "AliasName"),
          Map.entry("AWS::Lambda::Function", "FunctionName"),
          Map.entry("AWS::Logs::LogGroup", "LogGroupName"),
          Map.entry("AWS::S3::Bucket", "BucketName"),
          Map.entry("AWS::SNS::Topic", "TopicName"),
          Map.entry("AWS::SQS::Queue", "QueueName"),
          Map.entry("AWS::SSM::Parameter", "Name"),
          Map.entry("AWS::WAFv2::WebACL", "Name"));

  @Override
  public String name() {
    return "names";
  }

  @Override
  public String explanation() {
    return "A name that an account has once (tables, queues, functions, buses, parameters, exports"
        + " …) holds the environment, or is left to CloudFormation: several environments"
        + " live in one account.";
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    for (StackResource resource : service.stack().resources()) {
      String property = NAMES.get(resource.type());
      if (property == null || !resource.has(property)) {
        continue;
      }
      String name = resource.text(property);
      if (!name.contains(Symbols.ENVIRONMENT) && Symbols.resource(name).isEmpty()) {
        findings.add(
            resource.position(property),
            "the name %s is the same in every environment: leave it out, or put ${Environment} into it, so that two environments fit into one account"
                .formatted(name));
      }
    }
    service
        .stack()
        .outputs()
        .forEach(
            output ->
                output
                    .exportName()
                    .filter(name -> !name.contains(Symbols.ENVIRONMENT))
                    .ifPresent(
                        name ->
                            findings.add(
                                service.template().position("Outputs", output.name(), "Export"),
                                "the export %s is the same in every environment: publish an AWS::SSM::Parameter instead, as the other services do"
                                    .formatted(name))));
  }
}
