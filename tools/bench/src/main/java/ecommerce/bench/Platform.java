package ecommerce.bench;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * The account's administrator's clients of an environment that runs, and what it calls its things.
 */
final class Platform implements AutoCloseable {

  /** Of the published version that everybody calls, of each function. */
  static final String ALIAS = "live";

  private final Checkout.Running running;
  private final Map<String, String> parameters = new ConcurrentHashMap<>();
  private final SsmClient ssm;
  private final LambdaClient lambda;
  private final CloudWatchLogsClient logs;
  private final CognitoIdentityProviderClient cognito;
  private final DynamoDbClient dynamoDb;

  Platform(Checkout.Running running) {
    this.running = running;
    this.ssm = configured(SsmClient.builder());
    this.lambda = configured(LambdaClient.builder());
    this.logs = configured(CloudWatchLogsClient.builder());
    this.cognito = configured(CognitoIdentityProviderClient.builder());
    this.dynamoDb = configured(DynamoDbClient.builder());
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C configured(
      B builder) {
    return builder
        .endpointOverride(URI.create(running.endpoint()))
        .region(Region.of(running.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(Http.ACCESS_KEY, Http.SECRET_KEY)))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  String endpoint() {
    return running.endpoint();
  }

  Http http() {
    return new Http(running.region());
  }

  LambdaClient lambda() {
    return lambda;
  }

  CloudWatchLogsClient logs() {
    return logs;
  }

  CognitoIdentityProviderClient cognito() {
    return cognito;
  }

  DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  /** {@code /ecommerce/{environment}/{name}}. */
  String parameter(String name) {
    return parameters.computeIfAbsent(
        name,
        any ->
            ssm.getParameter(r -> r.name("/ecommerce/" + running.environment() + "/" + name))
                .parameter()
                .value());
  }

  /** The name of a service's function, by its name in the template. */
  String function(String service, String logicalId) {
    String prefix = "ecommerce-" + running.environment() + "-" + service + "-" + logicalId + "-";
    return lambda.listFunctionsPaginator().functions().stream()
        .map(FunctionConfiguration::functionName)
        .filter(name -> name.startsWith(prefix))
        .findFirst()
        .orElseThrow(() -> new Failure("no function's name begins with " + prefix));
  }

  @Override
  public void close() {
    ssm.close();
    lambda.close();
    logs.close();
    cognito.close();
    dynamoDb.close();
  }
}
