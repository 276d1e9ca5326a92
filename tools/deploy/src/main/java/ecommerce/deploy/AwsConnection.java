package ecommerce.deploy;

import ecommerce.deploy.stacks.Pace;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * An account and region of AWS, or something that speaks like it, and the clients for it. The same
 * for all of them but for three things: at another endpoint S3 is asked path style, on this machine
 * one asks more often, and there {@code test} with the secret {@code test} stands for credentials
 * that are not configured.
 */
public final class AwsConnection implements AutoCloseable {

  private static final AwsBasicCredentials LOCAL = AwsBasicCredentials.create("test", "test");
  private static final Region LOCAL_REGION = Region.US_EAST_1;

  private final Optional<URI> endpoint;
  private final Region region;
  private final AwsCredentialsProvider credentials;
  private final OnDemand<CloudFormationClient> cloudFormation;
  private final OnDemand<S3Client> s3;
  private final OnDemand<SsmClient> ssm;
  private final OnDemand<DynamoDbClient> dynamoDb;

  private AwsConnection(Optional<URI> endpoint, Region region, AwsCredentialsProvider credentials) {
    this(
        endpoint,
        region,
        credentials,
        () -> with(CloudFormationClient.builder(), endpoint, region, credentials).build(),
        () ->
            with(S3Client.builder(), endpoint, region, credentials)
                .forcePathStyle(endpoint.isPresent())
                .build(),
        () -> with(SsmClient.builder(), endpoint, region, credentials).build(),
        () -> with(DynamoDbClient.builder(), endpoint, region, credentials).build());
  }

  AwsConnection(
      Optional<URI> endpoint,
      Region region,
      AwsCredentialsProvider credentials,
      Supplier<CloudFormationClient> cloudFormation,
      Supplier<S3Client> s3,
      Supplier<SsmClient> ssm,
      Supplier<DynamoDbClient> dynamoDb) {
    this.endpoint = endpoint;
    this.region = region;
    this.credentials = credentials;
    this.cloudFormation = new OnDemand<>(cloudFormation);
    this.s3 = new OnDemand<>(s3);
    this.ssm = new OnDemand<>(ssm);
    this.dynamoDb = new OnDemand<>(dynamoDb);
  }

  /**
   * Credentials are the SDK's own (variables, profile, the machine's role).
   *
   * @param endpoint else what {@code AWS_ENDPOINT_URL} or the profile says, else AWS
   * @param region else the SDK's own (variables, profile)
   * @throws IllegalArgumentException where no region is configured, or the endpoint is no URL
   */
  public static AwsConnection configured(Optional<String> endpoint, Optional<String> region) {
    Optional<URI> address = endpoint.or(AwsConnection::configuredEndpoint).map(AwsConnection::url);
    boolean local = address.filter(AwsConnection::isLoopback).isPresent();
    return new AwsConnection(
        address,
        region.map(Region::of).orElseGet(() -> configuredRegion(local)),
        local ? localCredentials() : DefaultCredentialsProvider.builder().build());
  }

  /** The administrator of a local environment. */
  public static AwsConnection local(String endpoint, String region) {
    return new AwsConnection(
        Optional.of(url(endpoint)), Region.of(region), StaticCredentialsProvider.create(LOCAL));
  }

  public String region() {
    return region.id();
  }

  /** Empty for AWS itself. */
  public Optional<URI> endpoint() {
    return endpoint;
  }

  public Pace pace() {
    return endpoint.filter(AwsConnection::isLoopback).isPresent() ? Pace.NEAR : Pace.FAR;
  }

  public CloudFormationClient cloudFormation() {
    return cloudFormation.get();
  }

  public S3Client s3() {
    return s3.get();
  }

  public SsmClient ssm() {
    return ssm.get();
  }

  public DynamoDbClient dynamoDb() {
    return dynamoDb.get();
  }

  /** A client of any other service, which whoever asks closes. */
  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
    return with(builder, endpoint, region, credentials).build();
  }

  @Override
  public void close() {
    cloudFormation.close();
    s3.close();
    ssm.close();
    dynamoDb.close();
  }

  private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B with(
      B builder, Optional<URI> endpoint, Region region, AwsCredentialsProvider credentials) {
    endpoint.ifPresent(
        url ->
            builder
                .endpointOverride(url)
                .overrideConfiguration(c -> c.addExecutionInterceptor(new SilentEndpoint(url))));
    return builder
        .region(region)
        .credentialsProvider(credentials)
        .httpClientBuilder(UrlConnectionHttpClient.builder());
  }

  private static URI url(String endpoint) {
    try {
      URI url = new URI(endpoint);
      if (url.getHost() != null
          && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
        return url;
      }
      throw noEndpoint(endpoint, null);
    } catch (URISyntaxException e) {
      throw noEndpoint(endpoint, e);
    }
  }

  private static IllegalArgumentException noEndpoint(String endpoint, Exception cause) {
    return new IllegalArgumentException(
        endpoint + " is no endpoint: use http://HOST:PORT or https://HOST", cause);
  }

  private static Optional<String> configuredEndpoint() {
    return Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL"))
        .filter(url -> !url.isBlank())
        .or(
            () ->
                ProfileFile.defaultProfileFile()
                    .profile(ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow())
                    .flatMap(profile -> profile.property("endpoint_url")));
  }

  private static Region configuredRegion(boolean local) {
    try {
      if (!local) {
        return new DefaultAwsRegionProviderChain().getRegion();
      }
      return Optional.ofNullable(System.getenv("AWS_REGION")).map(Region::of).orElse(LOCAL_REGION);
    } catch (SdkClientException e) {
      throw new IllegalArgumentException(
          "no region is configured: use --region, AWS_REGION or a profile that has one", e);
    }
  }

  /** Without the providers that look for a machine's role, which take seconds to find none. */
  private static AwsCredentialsProvider localCredentials() {
    return AwsCredentialsProviderChain.of(
        SystemPropertyCredentialsProvider.create(),
        EnvironmentVariableCredentialsProvider.create(),
        ProfileCredentialsProvider.create(),
        StaticCredentialsProvider.create(LOCAL));
  }

  private static boolean isLoopback(URI url) {
    String host = url.getHost();
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.startsWith("127.")
        || host.equals("[::1]");
  }

  /** A client that is made when it is needed first: where nothing changed, most are not. */
  private static final class OnDemand<C extends SdkAutoCloseable> {

    private final Supplier<C> maker;
    private C client;

    OnDemand(Supplier<C> maker) {
      this.maker = maker;
    }

    synchronized C get() {
      if (client == null) {
        client = maker.get();
      }
      return client;
    }

    synchronized void close() {
      if (client != null) {
        client.close();
      }
    }
  }
}
