package ecommerce.edge;

import ecommerce.edge.tracing.TracedCalls;
import ecommerce.edge.tracing.Tracer;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * SDK clients as functions use them: the region that Lambda puts into the environment, the
 * credentials that it gives, one lean HTTP client, a deadline on every call, and a place for every
 * call in the invocation's trace. {@code AWS_ENDPOINT_URL}, where it is set, is followed by the SDK
 * itself.
 */
public final class AwsClients {

  private static final Duration ATTEMPT = Duration.ofMillis(1500);
  private static final Duration CALL = Duration.ofSeconds(4);

  private AwsClients() {}

  public static DynamoDbClient dynamoDb(Settings settings) {
    return configured(DynamoDbClient.builder(), settings).endpointDiscoveryEnabled(false).build();
  }

  public static EventBridgeClient eventBridge(Settings settings) {
    return configured(EventBridgeClient.builder(), settings).build();
  }

  /** Region, credentials, HTTP client and deadlines, for a client that this class does not know. */
  public static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B configured(
      B builder, Settings settings) {
    return builder
        .region(Region.of(settings.required("AWS_REGION")))
        .credentialsProvider(credentials(settings))
        .httpClient(new LeanHttpClient())
        .overrideConfiguration(
            config ->
                config
                    .apiCallAttemptTimeout(ATTEMPT)
                    .apiCallTimeout(CALL)
                    .addExecutionInterceptor(new TracedCalls(tracer(settings))));
  }

  /** Traces go to the daemon that Lambda names, or nowhere. */
  static Tracer tracer(Settings settings) {
    return Tracer.to(settings.optional("AWS_XRAY_DAEMON_ADDRESS", ""));
  }

  /**
   * A function that may be restored from a snapshot (SnapStart) asks for its credentials at an
   * address, and again before they expire; others have them in their environment.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">SnapStart</a>
   */
  static AwsCredentialsProvider credentials(Settings settings) {
    return settings.values().containsKey("AWS_CONTAINER_CREDENTIALS_FULL_URI")
        ? ContainerCredentialsProvider.create()
        : EnvironmentVariableCredentialsProvider.create();
  }
}
