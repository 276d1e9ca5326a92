package ecommerce.lint;

import java.util.Set;

/** Roles name what they may do, and to what. */
final class Roles implements Check {

  /** Actions for which AWS knows no resource (service authorization reference). */
  private static final Set<String> WITHOUT_RESOURCE =
      Set.of(
          "cloudwatch:PutMetricData",
          "dynamodb:ListStreams",
          "dynamodb:ListTables",
          "ec2:DescribeNetworkInterfaces",
          "logs:CreateLogDelivery",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery",
          "sts:GetCallerIdentity",
          "xray:GetSamplingRules",
          "xray:GetSamplingTargets",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments");

  /** What SAM itself gives: writing logs, polling, tracing, moving an alias' traffic. */
  private static final Set<String> MANAGED =
      Set.of(
          "AWSLambdaBasicExecutionRole",
          "AWSLambdaDynamoDBExecutionRole",
          "AWSLambdaSQSQueueExecutionRole",
          "AWSXrayWriteOnlyAccess",
          "AWSXRayDaemonWriteAccess",
          "AmazonAPIGatewayPushToCloudWatchLogs",
          "AWSAppSyncPushToCloudWatchLogs",
          "AWSCodeDeployRoleForLambda",
          "AWSCodeDeployRoleForLambdaLimited");

  @Override
  public String name() {
    return "roles";
  }

  @Override
  public String explanation() {
    return "A role's statements name their actions and the resources, each of this stack or of a"
        + " parameter, without a wildcard in front of the name; managed policies are the few that"
        + " SAM gives. A function that is taken over can then do what it is for, and no more.";
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    for (Grant grant : Grant.of(service.stack())) {
      if (grant.allows()) {
        grant(grant, findings);
      }
    }
    for (StackResource role : service.stack().resources("AWS::IAM::Role")) {
      int i = 0;
      for (String arn : StackResource.texts(role.at("ManagedPolicyArns"))) {
        String policy = arn.substring(arn.lastIndexOf('/') + 1);
        if (!MANAGED.contains(policy) && Symbols.resource(arn).isEmpty()) {
          findings.add(
              role.position("ManagedPolicyArns[" + i + "]"),
              "%s has the managed policy %s, which allows more than it needs: write out the statements"
                  .formatted(role.id(), policy));
        }
        i++;
      }
    }
  }

  private static void grant(Grant grant, Findings findings) {
    for (String action : grant.actions()) {
      if (action.contains("*")) {
        findings.add(
            grant.place(),
            "%s may do %s: name each action that it needs".formatted(grant.role(), action));
      }
    }
    for (String resource : grant.resources()) {
      if (resource.equals("*")) {
        grant.actions().stream()
            .filter(action -> !WITHOUT_RESOURCE.contains(action))
            .forEach(
                action ->
                    findings.add(
                        grant.place(),
                        "%s may do %s to everything: name the resource, AWS knows one for this action"
                            .formatted(grant.role(), action)));
      } else if (Symbols.begin(resource) < 0
          || resource.indexOf('*') >= 0 && resource.indexOf('*') < Symbols.begin(resource)) {
        findings.add(
            grant.place(),
            "%s names %s, which is neither a resource of this stack nor of a parameter: use !GetAtt or a parameter from Systems Manager"
                .formatted(grant.role(), resource));
      }
    }
  }
}
