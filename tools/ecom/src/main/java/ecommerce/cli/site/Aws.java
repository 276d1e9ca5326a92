package ecommerce.cli.site;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.appsync.AppSyncClient;
import software.amazon.awssdk.services.appsync.model.ApiKey;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/**
 * The AWS clients of the account's administrator, against an endpoint, and what Systems Manager
 * knows of the platform.
 */
public final class Aws {

  public static final String ACCESS_KEY = "test";
  public static final String SECRET_KEY = "test";

  private final String endpoint;
  private final String region;
  private final String environment;

  public Aws(String endpoint, String region, String environment) {
    this.endpoint = endpoint;
    this.region = region;
    this.environment = environment;
  }

  public String region() {
    return region;
  }

  SsmClient ssm() {
    return configured(SsmClient.builder()).build();
  }

  public DynamoDbClient dynamoDb() {
    return configured(DynamoDbClient.builder()).build();
  }

  public CognitoIdentityProviderClient cognito() {
    return configured(CognitoIdentityProviderClient.builder()).build();
  }

  /** {@code /ecommerce/{environment}/{name}}, empty where there is no such parameter. */
  public Optional<String> discover(String name) {
    try (SsmClient ssm = ssm()) {
      return Optional.of(
          ssm.getParameter(r -> r.name("/ecommerce/" + environment + "/" + name))
              .parameter()
              .value());
    } catch (ParameterNotFoundException e) {
      return Optional.empty();
    }
  }

  /** As {@link #discover}, for what every environment has. */
  public String parameter(String name) {
    return discover(name)
        .orElseThrow(
            () ->
                new Failure(
                    "parameter /ecommerce/" + environment + "/" + name + " does not exist"));
  }

  /** An API key of the GraphQL API that has not expired. */
  public Optional<String> graphqlApiKey() {
    Optional<String> id = discover("frontend-api/api/id");
    if (id.isEmpty()) {
      return Optional.empty();
    }
    try (AppSyncClient appSync = configured(AppSyncClient.builder()).build()) {
      return appSync.listApiKeys(r -> r.apiId(id.get())).apiKeys().stream()
          .map(ApiKey::id)
          .findFirst();
    }
  }

  /** A client of any other service. */
  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
    return configured(builder).build();
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B configured(
      B builder) {
    return builder
        .endpointOverride(URI.create(endpoint))
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
        .httpClientBuilder(UrlConnectionHttpClient.builder());
  }
}
