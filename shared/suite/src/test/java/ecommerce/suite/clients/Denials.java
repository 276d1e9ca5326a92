package ecommerce.suite.clients;

import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Roles that a test makes, what they may do, and what CloudTrail says of it. */
public final class Denials {

  private final AwsClients aws;

  Denials(AwsClients aws) {
    this.aws = aws;
  }

  /**
   * Runs with a session of a new role, which is gone afterwards.
   *
   * @param policy an inline policy, with single quotes
   */
  public void withRole(String policy, java.util.function.Consumer<DynamoDbClient> work) {
    String name = "why-" + UUID.randomUUID();
    try (IamClient iam = aws.iam();
        StsClient sts = aws.sts()) {
      String account = sts.getCallerIdentity().account();
      String arn =
          iam.createRole(
                  create -> create.roleName(name).assumeRolePolicyDocument(json(trust(account))))
              .role()
              .arn();
      iam.putRolePolicy(put -> put.roleName(name).policyName("mine").policyDocument(json(policy)));
      Credentials keys =
          sts.assumeRole(assume -> assume.roleArn(arn).roleSessionName("suite")).credentials();
      try (DynamoDbClient tables =
          aws.dynamoDb(
              StaticCredentialsProvider.create(
                  AwsSessionCredentials.create(
                      keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken())))) {
        work.accept(tables);
      } finally {
        iam.deleteRolePolicy(delete -> delete.roleName(name).policyName("mine"));
        iam.deleteRole(delete -> delete.roleName(name));
      }
    }
  }

  private static String trust(String account) {
    return "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'sts:AssumeRole',"
        + "'Principal':{'AWS':'arn:aws:iam::"
        + account
        + ":root'}}]}";
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  /** The events of a request. */
  public List<String> of(String requestId) {
    try (CloudTrailClient trail = aws.cloudTrail()) {
      return trail.lookupEventsPaginator(look -> {}).events().stream()
          .map(Event::cloudTrailEvent)
          .filter(event -> event.contains(requestId))
          .toList();
    }
  }
}
