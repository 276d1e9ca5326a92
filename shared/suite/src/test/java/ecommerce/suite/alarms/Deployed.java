package ecommerce.suite.alarms;

import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** What CloudFormation calls the resources of the services' stacks. */
record Deployed(CloudFormationClient stacks, String environment) {

  /**
   * @param function {@code {service}-{logical id}}
   */
  String functionName(String function) {
    int dash = function.lastIndexOf('-');
    return physicalId(function.substring(0, dash), function.substring(dash + 1));
  }

  /** The URL of the service's dead-letter queue. */
  String deadLetters(String service) {
    return physicalId(service, "DeadLetters");
  }

  String physicalId(String service, String logicalId) {
    return stacks
        .describeStackResource(
            describe ->
                describe
                    .stackName("ecommerce-" + environment + "-" + service)
                    .logicalResourceId(logicalId))
        .stackResourceDetail()
        .physicalResourceId();
  }
}
