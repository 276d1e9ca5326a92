package ecommerce.edge.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.AwsClients;
import ecommerce.edge.InvalidInput;
import ecommerce.edge.Json;
import ecommerce.edge.LeanHttpClient;
import ecommerce.edge.Settings;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * {@link Recipient} that is a Lambda function, invoked and waited for. Its {@link InvalidInput} is
 * told from other failures by the type that Lambda reports.
 */
public final class FunctionRecipient implements Recipient {

  /** Longer than a consumer may take, from cold. */
  private static final Duration ANSWER = Duration.ofSeconds(12);

  private final LambdaClient client;
  private final String arn;

  public FunctionRecipient(LambdaClient client, String arn) {
    this.client = client;
    this.arn = arn;
  }

  static FunctionRecipient from(Settings settings) {
    LambdaClient client =
        AwsClients.configured(LambdaClient.builder(), settings)
            .httpClient(new LeanHttpClient(ANSWER))
            .overrideConfiguration(
                limits ->
                    limits
                        .apiCallAttemptTimeout(ANSWER)
                        .apiCallTimeout(ANSWER)
                        .retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    return new FunctionRecipient(client, settings.required("CONSUMER_ARN"));
  }

  @Override
  public Reception give(ObjectNode event) {
    try {
      InvokeResponse answer =
          client.invoke(
              invoke ->
                  invoke.functionName(arn).payload(SdkBytes.fromUtf8String(Json.write(event))));
      return answer.functionError() == null ? Reception.HANDLED : failed(answer);
    } catch (SdkException e) {
      System.out.println(
          Json.object().put("level", "WARN").put("invoke", arn).put("error", e.toString()));
      return Reception.FAILED;
    }
  }

  private static Reception failed(InvokeResponse answer) {
    try {
      JsonNode error = Json.parse(answer.payload().asUtf8String());
      return error.path("errorType").asText().equals(InvalidInput.class.getName())
          ? Reception.UNREADABLE
          : Reception.FAILED;
    } catch (InvalidInput e) {
      return Reception.FAILED;
    }
  }
}
