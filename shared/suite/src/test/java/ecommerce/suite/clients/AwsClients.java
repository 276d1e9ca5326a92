package ecommerce.suite.clients;

import ecommerce.suite.target.Target;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.appsync.AppSyncClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.xray.XRayClient;

/** The AWS SDK's clients for a target. */
record AwsClients(Target target) {

  SsmClient ssm() {
    return configured(SsmClient.builder()).build();
  }

  DynamoDbClient dynamoDb() {
    return configured(DynamoDbClient.builder()).build();
  }

  EventBridgeClient eventBridge() {
    return configured(EventBridgeClient.builder()).build();
  }

  CloudWatchClient cloudWatch() {
    return configured(CloudWatchClient.builder()).build();
  }

  LambdaClient lambda() {
    return configured(LambdaClient.builder()).build();
  }

  CognitoIdentityProviderClient cognito() {
    return configured(CognitoIdentityProviderClient.builder()).build();
  }

  AppSyncClient appSync() {
    return configured(AppSyncClient.builder()).build();
  }

  IamClient iam() {
    return configured(IamClient.builder()).build();
  }

  StsClient sts() {
    return configured(StsClient.builder()).build();
  }

  XRayClient xray() {
    return configured(XRayClient.builder()).build();
  }

  CloudTrailClient cloudTrail() {
    return configured(CloudTrailClient.builder()).build();
  }

  /** A client of the tables for whoever has other credentials. */
  DynamoDbClient dynamoDb(AwsCredentialsProvider credentials) {
    return configured(DynamoDbClient.builder()).credentialsProvider(credentials).build();
  }

  SqsClient sqs() {
    return configured(SqsClient.builder()).build();
  }

  /** How many messages wait in each queue of the account; queues without any are left out. */
  Map<String, Integer> waitingMessages() {
    Map<String, Integer> waiting = new TreeMap<>();
    try (SqsClient sqs = sqs()) {
      for (String url : sqs.listQueuesPaginator().queueUrls()) {
        int messages =
            sqs
                .getQueueAttributes(
                    get ->
                        get.queueUrl(url)
                            .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
        if (messages > 0) {
          waiting.put(url.substring(url.lastIndexOf('/') + 1), messages);
        }
      }
    }
    return waiting;
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B configured(
      B builder) {
    target.endpoint().ifPresent(builder::endpointOverride);
    return builder
        .region(target.region())
        .credentialsProvider(target.credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder());
  }
}
